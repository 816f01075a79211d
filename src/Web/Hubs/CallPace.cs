namespace Conversations.Web.Hubs;

/// <summary>Calls of one connection: so many a second, twice as many at once. One call at a time asks.</summary>
internal sealed class CallPace(int perSecond, TimeProvider time)
{
    private double _left = perSecond * 2;
    private long _at = time.GetTimestamp();

    public bool TryTake()
    {
        var now = time.GetTimestamp();
        _left = Math.Min(perSecond * 2, _left + (time.GetElapsedTime(_at, now).TotalSeconds * perSecond));
        _at = now;
        if (_left < 1)
        {
            return false;
        }

        _left--;
        return true;
    }
}
