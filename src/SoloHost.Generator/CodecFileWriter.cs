using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;

namespace SoloHost.Generator;

/// <summary>Writes the codec of a type marked with [GenerateSerializer].</summary>
internal sealed class CodecFileWriter
{
    private readonly INamedTypeSymbol _type;
    private readonly string _code;
    private readonly SentTypes _sent = new SentTypes();
    private readonly List<Finding> _findings = new List<Finding>();
    private readonly List<SentMember> _members;

    private CodecFileWriter(INamedTypeSymbol type)
    {
        _type = type;
        _code = type.Code();
        _members = type.TypeKind == TypeKind.Enum ? new List<SentMember>() : SentMember.Of(type, _findings);
    }

    public static Piece Write(INamedTypeSymbol type) => new CodecFileWriter(type).Write();

    private Piece Write()
    {
        var name = "Codec_" + _type.Identifier();
        if (_type.TypeKind == TypeKind.Enum)
        {
            _sent.Add(_type);
            return new Piece(name, "", _sent.Registrations, _findings);
        }

        Check();
        if (_findings.Count > 0)
        {
            return new Piece(name, "", Enumerable.Empty<string>(), _findings);
        }

        return new Piece(name, _type.IsAbstract ? "" : Source(name), _sent.Registrations.Concat(Registrations(name)), _findings);
    }

    private void Check()
    {
        var place = _type.Locations.FirstOrDefault();
        if (_type.IsGenericType)
        {
            _findings.Add(new Finding(Rules.Generic, place, _type.FullName()));
        }

        if (!_type.IsReachable())
        {
            _findings.Add(new Finding(Rules.Inaccessible, place, _type.FullName()));
        }

        foreach (var member in _members)
        {
            if (_sent.Add(member.Type) is { } fault)
            {
                _findings.Add(new Finding(Rules.NotSerializable, member.Symbol.Locations.FirstOrDefault(), fault.FullName(), member.Symbol.FullName()));
            }
        }
    }

    private IEnumerable<string> Registrations(string name)
    {
        var isOpen = _type.TypeKind == TypeKind.Class && !_type.IsSealed;
        if (!_type.IsAbstract)
        {
            var alias = _type.Attribute("Orleans.AliasAttribute")?.Argument(0) ?? _type.RuntimeName();
            yield return $"global::SoloHost.Codecs.ConcreteTypes.Register(typeof({_code}), {Symbols.Quoted(alias)}, new {name}());";
        }

        var codec = isOpen ? $"global::SoloHost.Codecs.DerivedCodec<{_code}>" : name;
        yield return $"global::SoloHost.Codecs.Codec<{_code}>.Register(new {codec}());";
    }

    private string Source(string name)
    {
        var fields = new StringBuilder();
        var write = new StringBuilder();
        var read = new StringBuilder();
        var copy = new StringBuilder();
        foreach (var member in _members)
        {
            var number = member.Number.ToString(CultureInfo.InvariantCulture);
            var type = member.Type.Code();
            var field = $"F{number}";
            if (!member.HasSetter || !member.HasGetter)
            {
                var owner = member.Symbol.ContainingType;
                fields.AppendLine($"    [global::System.Runtime.CompilerServices.UnsafeAccessor(global::System.Runtime.CompilerServices.UnsafeAccessorKind.Field, Name = {Symbols.Quoted(member.FieldName)})]");
                fields.AppendLine($"    private static extern ref {type} {field}({(owner.IsValueType ? "ref " : "")}{owner.Code()} owner);");
            }

            string Place(string owner) => $"{field}({(_type.IsValueType ? "ref " : "")}{owner})";
            var value = member.HasGetter ? $"value.{member.Symbol.Name}" : Place("value");
            string Set(string owner) => member.HasSetter ? $"{owner}.{member.Symbol.Name}" : Place(owner);
            write.AppendLine($"        writer.WriteField<{type}>({number}, {value});");
            read.AppendLine($"                case {number}: {Set("made")} = reader.ReadField<{type}>(); break;");
            copy.AppendLine($"        {Set("made")} = {Copied(member, value)};");
        }

        var isShared = SentTypes.IsShared(_type);
        return $@"internal sealed class {name} : global::SoloHost.Codecs.ObjectCodec<{_code}>
{{
{fields}{Maker()}
    public override {_code} Copy({_code} value)
    {{
{(isShared ? "        return value;" : $@"{(_type.IsValueType ? "" : "        if (value is null) return value;\n")}        var made = Make();
{copy}        return made;")}
    }}
    protected override void WriteMembers(global::SoloHost.Codecs.CodecWriter writer, {_code} value)
    {{
{write}    }}
    protected override {_code} ReadMembers(ref global::SoloHost.Codecs.CodecReader reader)
    {{
        var made = Make();
        while (reader.NextField(out var id))
        {{
            switch (id)
            {{
{read}                default: reader.SkipField(); break;
            }}
        }}
        return made;
    }}
}}
";
    }

    // A constructor without parameters is run, so that members that are absent keep what it gives them; without one there is nothing to run.
    private string Maker()
    {
        if (_type.IsValueType)
        {
            return $"    private static {_code} Make() => default;";
        }

        return _type.InstanceConstructors.Any(constructor => constructor.Parameters.Length == 0)
            ? $@"    [global::System.Runtime.CompilerServices.UnsafeAccessor(global::System.Runtime.CompilerServices.UnsafeAccessorKind.Constructor)]
    private static extern {_code} Make();"
                : $"    private static {_code} Make() => ({_code})global::System.Runtime.CompilerServices.RuntimeHelpers.GetUninitializedObject(typeof({_code}));";
    }

    private static string Copied(SentMember member, string value) =>
        member.IsImmutable ? value
        : member.Type.IsReferenceType ? $"{value} is null ? null : global::SoloHost.Codecs.Codec<{member.Type.Code()}>.Instance.Copy({value})"
        : $"global::SoloHost.Codecs.Codec<{member.Type.Code()}>.Instance.Copy({value})";
}
