namespace Orleans.Runtime;

/// <summary>Values that travel with each call from here on, to the callee and to whom it calls. What a callee sets does not come back.</summary>
public static class RequestContext
{
    // The dictionary is never changed once it is set, so that callers and callees may share it.
    private static readonly AsyncLocal<Dictionary<string, object>?> Values = new();

    public static IEnumerable<KeyValuePair<string, object>> Entries => Values.Value ?? [];

    public static IEnumerable<string> Keys => Values.Value?.Keys ?? Enumerable.Empty<string>();

    internal static Dictionary<string, object>? Current
    {
        get => Values.Value;
        set
        {
            if (!ReferenceEquals(Values.Value, value))
            {
                Values.Value = value;
            }
        }
    }

    public static object? Get(string key) => Values.Value is { } values && values.TryGetValue(key, out var value) ? value : null;

    public static void Set(string key, object value)
    {
        ArgumentNullException.ThrowIfNull(key);
        var next = Values.Value is { } values ? new Dictionary<string, object>(values, StringComparer.Ordinal) : new(StringComparer.Ordinal);
        next[key] = value;
        Values.Value = next;
    }

    public static bool Remove(string key)
    {
        if (Values.Value is not { } values || !values.ContainsKey(key))
        {
            return false;
        }

        var next = new Dictionary<string, object>(values, StringComparer.Ordinal);
        next.Remove(key);
        Values.Value = next.Count == 0 ? null : next;
        return true;
    }

    public static void Clear() => Values.Value = null;
}
