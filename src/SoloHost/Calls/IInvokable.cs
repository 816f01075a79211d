using System.Reflection;

namespace Orleans.Serialization.Invocation;

/// <summary>One call: its method and its arguments.</summary>
public interface IInvokable : IDisposable
{
    int GetArgumentCount();

    object? GetArgument(int index);

    void SetArgument(int index, object value);

    string GetMethodName();

    string GetInterfaceName();

    Type GetInterfaceType();

    MethodInfo GetMethod();

    object? GetTarget();

    TimeSpan? GetDefaultResponseTimeout();
}
