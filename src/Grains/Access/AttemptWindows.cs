namespace Conversations.Grains.Access;

/// <summary>So many tries of each key in a window that opens with the first of them. Bounded: when it is full of open windows, new keys have no try.</summary>
public sealed class AttemptWindows(int keysMax = AttemptWindows.KeysMax)
{
    public const int PerWindow = 10;
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(5);
    private const int KeysMax = 6_250;
    private readonly Dictionary<string, (TimeSpan OpenedAt, int Taken)> windows = new(StringComparer.Ordinal);

    /// <param name="now">Of a clock that only goes forward.</param>
    /// <returns>Null when a try was taken, else how long until there is one again.</returns>
    public TimeSpan? TryTake(string key, TimeSpan now)
    {
        if (!windows.TryGetValue(key, out var window) || IsOver(window, now))
        {
            if (!HasRoomFor(key, now))
            {
                return Window;
            }

            window = (now, 0);
        }

        if (window.Taken >= PerWindow)
        {
            return window.OpenedAt + Window - now;
        }

        windows[key] = window with { Taken = window.Taken + 1 };
        return null;
    }

    public void GiveBack(string key)
    {
        if (windows.TryGetValue(key, out var window))
        {
            windows[key] = window with { Taken = Math.Max(0, window.Taken - 1) };
        }
    }

    private static bool IsOver((TimeSpan OpenedAt, int Taken) window, TimeSpan now) => window.Taken == 0 || now - window.OpenedAt >= Window;

    private bool HasRoomFor(string key, TimeSpan now)
    {
        if (windows.Count >= keysMax)
        {
            foreach (var (over, _) in windows.Where(one => IsOver(one.Value, now)).ToList())
            {
                windows.Remove(over);
            }
        }

        return windows.Count < keysMax || windows.ContainsKey(key);
    }
}
