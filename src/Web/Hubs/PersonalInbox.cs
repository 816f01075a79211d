using System.Text;
using Conversations.Contracts;
using Conversations.Contracts.Feed;

namespace Conversations.Web.Hubs;

/// <summary>What waits to be told to one dashboard: of each name and key the newest, in the order they came up first.</summary>
internal sealed class PersonalInbox
{
    private readonly Lock _gate = new();
    private readonly OrderedDictionary<(string Name, string Key), string> _waiting = [];

    /// <summary>More came than may wait; what is lost must be read anew.</summary>
    public bool IsOverfull
    {
        get
        {
            lock (_gate)
            {
                return field;
            }
        }

        private set;
    }

    public void Add(PersonalEvent told)
    {
        var place = (told.Name, told.Key);
        lock (_gate)
        {
            if (_waiting.Count < Limits.PersonalEventsWaitingMax || _waiting.ContainsKey(place))
            {
                _waiting[place] = told.Json;
            }
            else
            {
                IsOverfull = true;
            }
        }
    }

    /// <summary>Writes what the frame has room for; says whether something is left.</summary>
    public bool Append(FrameBuffer frame, int frameBytesMax)
    {
        lock (_gate)
        {
            while (_waiting.Count > 0 && frame.Length < frameBytesMax)
            {
                var ((name, _), json) = _waiting.GetAt(0);
                frame.Write("{\"type\":1,\"target\":\""u8);
                frame.Write(Encoding.ASCII.GetBytes(name));
                frame.Write("\",\"arguments\":["u8);
                frame.Write(Encoding.UTF8.GetBytes(json));
                frame.Write("]}\u001e"u8);
                _waiting.RemoveAt(0);
            }

            return _waiting.Count > 0;
        }
    }
}
