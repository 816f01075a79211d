using System.Reflection;

namespace SoloHost.Calls;

/// <summary>How calls of a method are treated.</summary>
[Flags]
public enum CallOptions
{
    None = 0,
    OneWay = 1,
    AlwaysInterleave = 2,
    ReadOnly = 4,
}

/// <summary>A method of a grain or observer interface; one object per method, made by generated code.</summary>
public sealed class CallMethod(string interfaceName, Type interfaceType, string name, CallOptions options, string? responseTimeout, params Type[] parameterTypes)
{
    private MethodInfo? _reflected;

    public string InterfaceName { get; } = interfaceName;

    public Type InterfaceType { get; } = interfaceType;

    public string Name { get; } = name;

    public CallOptions Options { get; } = options;

    internal TimeSpan? ResponseTimeout { get; } =
        responseTimeout is null ? null : TimeSpan.Parse(responseTimeout, System.Globalization.CultureInfo.InvariantCulture);

    internal bool IsOneWay => (Options & CallOptions.OneWay) != 0;

    /// <summary>Only filters ask for it, so that a call itself needs no reflection.</summary>
    internal MethodInfo Reflected =>
        _reflected ??= InterfaceType.GetMethod(Name, parameterTypes)
            ?? throw new InvalidOperationException($"{InterfaceName}.{Name} is not a method of its interface.");
}
