using System.Collections.Generic;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;

namespace SoloHost.Generator;

/// <summary>Writes the proxy of a grain or observer interface, and a call class for each of its methods.</summary>
internal sealed class InterfaceWriter
{
    private readonly INamedTypeSymbol _type;
    private readonly SentTypes _sent = new SentTypes();
    private readonly List<Finding> _findings = new List<Finding>();
    private readonly StringBuilder _proxy = new StringBuilder();
    private readonly StringBuilder _calls = new StringBuilder();

    private InterfaceWriter(INamedTypeSymbol type) => _type = type;

    public static Piece Write(INamedTypeSymbol type) => new InterfaceWriter(type).Write();

    private Piece Write()
    {
        var name = _type.Identifier();
        if (_type.IsGenericType)
        {
            _findings.Add(new Finding(Rules.Generic, Place(_type), _type.FullName()));
        }
        else if (!_type.IsReachable())
        {
            _findings.Add(new Finding(Rules.Inaccessible, Place(_type), _type.FullName()));
        }
        else
        {
            WriteMethods(name);
        }

        if (_findings.Count > 0)
        {
            return new Piece(name, "", Enumerable.Empty<string>(), _findings);
        }

        var source = $@"internal sealed class Proxy_{name} : global::SoloHost.Calls.GrainProxy, {_type.Code()}
{{
    public Proxy_{name}(global::SoloHost.Engine.ReferenceTarget target, global::Orleans.Runtime.IdSpan key) : base(target, key) {{ }}
{_proxy}}}
{_calls}";
        var registration = $"global::SoloHost.Engine.ApplicationParts.Add(new global::SoloHost.Engine.InterfaceDescription(typeof({_type.Code()}), "
            + $"{Symbols.Quoted(_type.RuntimeName())}, static (target, key) => new Proxy_{name}(target, key)));";
        return new Piece(name, source, _sent.Registrations.Concat(new[] { registration }), _findings);
    }

    private void WriteMethods(string name)
    {
        var index = 0;
        foreach (var owner in new[] { _type }.Concat(_type.AllInterfaces.Where(inherited => !inherited.IsMarker())))
        {
            foreach (var member in owner.GetMembers().Where(member => !member.IsStatic))
            {
                if (member is IMethodSymbol { MethodKind: MethodKind.Ordinary } method)
                {
                    WriteMethod(method, $"Call_{name}_{index++}");
                }
                else if (member is not INamedTypeSymbol && member is not IMethodSymbol)
                {
                    _findings.Add(new Finding(Rules.Shape, Place(member), member.FullName(), "only methods can be called"));
                }
            }
        }
    }

    private void WriteMethod(IMethodSymbol method, string call)
    {
        var result = ResultOf(method, out var returns);
        if (!Check(method, result, returns))
        {
            return;
        }

        var parameters = method.Parameters;
        var signature = string.Join(", ", parameters.Select((parameter, index) => $"{parameter.Type.Code()} a{index}"));
        var arguments = string.Join(" ", parameters.Select((parameter, index) => $"a{index} = {Sent(parameter, index)},"));
        var made = $"new {call} {{ {arguments} }}";
        var body = returns switch
        {
            "void" => $"Tell({made})",
            "global::System.Threading.Tasks.ValueTask" => $"new global::System.Threading.Tasks.ValueTask(Send({made}))",
            "ValueTask" => $"new {method.ReturnType.Code()}(Send({made}))",
            _ => $"Send({made})",
        };
        _proxy.AppendLine($"    {method.ReturnType.Code()} {method.ContainingType.Code()}.{method.Name}({signature}) => {body};");
        WriteCall(method, call, result, returns);
    }

    private void WriteCall(IMethodSymbol method, string call, ITypeSymbol? result, string returns)
    {
        var parameters = method.Parameters;
        var target = $"(({method.ContainingType.Code()})target).{method.Name}({string.Join(", ", parameters.Select((_, index) => "a" + index))})";
        var invoke = returns switch
        {
            "void" => $"{{ {target}; return global::System.Threading.Tasks.Task.CompletedTask; }}",
            "Task" or "global::System.Threading.Tasks.Task" => $"=> {target};",
            _ => $"=> {target}.AsTask();",
        };
        var types = string.Concat(parameters.Select(parameter => $", typeof({parameter.Type.Code()})"));
        var timeout = method.Attribute("Orleans.ResponseTimeoutAttribute")?.Argument(0);
        _calls.AppendLine($@"
internal sealed class {call} : global::SoloHost.Calls.{(result == null ? "VoidGrainCall" : $"GrainCall<{result.Code()}>")}
{{
    private static readonly global::SoloHost.Calls.CallMethod Description = new global::SoloHost.Calls.CallMethod(
        {Symbols.Quoted(method.ContainingType.RuntimeName())}, typeof({method.ContainingType.Code()}), {Symbols.Quoted(method.Name)}, {Options(method, returns)}, {Symbols.Quoted(timeout)}{types});
{string.Concat(parameters.Select((parameter, index) => $"    internal {parameter.Type.Code()} a{index};\n"))}
    public override global::SoloHost.Calls.CallMethod Method => Description;
    public override global::System.Threading.Tasks.Task Invoke(object target) {invoke}");
        if (parameters.Length > 0)
        {
            WriteArguments(parameters);
        }

        if (result != null && !SentTypes.IsShared(result) && !method.GetReturnTypeAttributes().Any(attribute => attribute.AttributeClass.Is("Orleans.ImmutableAttribute")))
        {
            _calls.AppendLine(
                $"    protected override {result.Code()} CopyResult({result.Code()} result) => {(result.IsValueType ? "" : "result is null ? result : ")}global::SoloHost.Codecs.Codec<{result.Code()}>.Instance.Copy(result);");
        }

        _calls.AppendLine("}");
    }

    private void WriteArguments(IReadOnlyList<IParameterSymbol> parameters)
    {
        var sent = parameters.Select((parameter, index) => (parameter, index)).Where(pair => !IsToken(pair.parameter)).ToList();
        string All(string format) => string.Concat(parameters.Select((parameter, index) => string.Format(format, index, parameter.Type.Code())));
        string Sent(string format) => string.Concat(sent.Select(pair => string.Format(format, pair.index, pair.parameter.Type.Code())));
        _calls.AppendLine($@"    public override int GetArgumentCount() => {parameters.Count};
    public override object GetArgument(int index) => index switch {{ {All("{0} => a{0}, ")}_ => base.GetArgument(index) }};
    public override void SetArgument(int index, object value)
    {{
        switch (index)
        {{
{All("            case {0}: a{0} = ({1})value; break;\n")}            default: base.SetArgument(index, value); break;
        }}
    }}
    public override void WriteArguments(global::SoloHost.Codecs.CodecWriter writer)
    {{
{Sent("        writer.WriteField<{1}>({0}, a{0});\n")}        writer.WriteEnd();
    }}
    public override void ReadArguments(ref global::SoloHost.Codecs.CodecReader reader)
    {{
{Sent("        a{0} = default;\n")}        while (reader.NextField(out var id))
        {{
            switch (id)
            {{
{Sent("                case {0}: a{0} = reader.ReadField<{1}>(); break;\n")}                default: reader.SkipField(); break;
            }}
        }}
    }}");
    }

    private bool Check(IMethodSymbol method, ITypeSymbol? result, string returns)
    {
        var before = _findings.Count;
        if (method.IsGenericMethod)
        {
            _findings.Add(new Finding(Rules.Generic, Place(method), method.FullName()));
        }
        else if (returns == "void" && !_type.IsObserver())
        {
            _findings.Add(new Finding(Rules.VoidMethod, Place(method), method.FullName()));
        }
        else if (returns.Length == 0)
        {
            _findings.Add(new Finding(Rules.Shape, Place(method), method.FullName(), "it must return Task, Task<T>, ValueTask or ValueTask<T>"));
        }
        else if (method.Parameters.Any(parameter => parameter.RefKind != RefKind.None))
        {
            _findings.Add(new Finding(Rules.Shape, Place(method), method.FullName(), "arguments go by value"));
        }
        else
        {
            foreach (var type in method.Parameters.Where(parameter => !IsToken(parameter)).Select(parameter => parameter.Type).Concat(result == null ? Enumerable.Empty<ITypeSymbol>() : new[] { result }))
            {
                if (_sent.Add(type) is { } fault)
                {
                    _findings.Add(new Finding(Rules.NotSerializable, Place(method), fault.FullName(), method.FullName()));
                }
            }
        }

        return _findings.Count == before;
    }

    private static ITypeSymbol? ResultOf(IMethodSymbol method, out string returns)
    {
        var type = method.ReturnType as INamedTypeSymbol;
        returns = method.ReturnsVoid ? "void"
            : type.Is("System.Threading.Tasks.Task") ? type!.IsGenericType ? "Task" : "global::System.Threading.Tasks.Task"
            : type.Is("System.Threading.Tasks.ValueTask") ? type!.IsGenericType ? "ValueTask" : "global::System.Threading.Tasks.ValueTask"
            : "";
        return returns is "Task" or "ValueTask" ? type!.TypeArguments[0] : null;
    }

    private static string Sent(IParameterSymbol parameter, int index) =>
        IsToken(parameter) || SentTypes.IsShared(parameter.Type) || parameter.Has("Orleans.ImmutableAttribute")
            ? $"a{index}"
            : parameter.Type.IsValueType
                ? $"global::SoloHost.Codecs.Codec<{parameter.Type.Code()}>.Instance.Copy(a{index})"
                : $"a{index} is null ? null : global::SoloHost.Codecs.Codec<{parameter.Type.Code()}>.Instance.Copy(a{index})";

    private static bool IsToken(IParameterSymbol parameter) => parameter.Type.Is("System.Threading.CancellationToken");

    private static string Options(IMethodSymbol method, string returns)
    {
        const string Prefix = "global::SoloHost.Calls.CallOptions.";
        var options = Prefix + "None";
        options += returns == "void" || method.Has("Orleans.Concurrency.OneWayAttribute") ? " | " + Prefix + "OneWay" : "";
        options += method.Has("Orleans.Concurrency.AlwaysInterleaveAttribute") ? " | " + Prefix + "AlwaysInterleave" : "";
        options += method.Has("Orleans.Concurrency.ReadOnlyAttribute") ? " | " + Prefix + "ReadOnly" : "";
        return options;
    }

    private static Location? Place(ISymbol symbol) => symbol.Locations.FirstOrDefault(location => location.IsInSource);
}
