using System.Runtime.InteropServices;

namespace Conversations.Web.Lists;

/// <summary>
/// The views that are kept, by what can reach them: a change of a conversation asks the views of its owner and of its queue, before and after, and the
/// few that are of neither; not the hundreds of "mine" of everybody else. Used under the index's lock only.
/// </summary>
internal sealed class ViewSet
{
    private readonly Dictionary<ListSpec, IndexView> _views = [];
    private readonly Dictionary<string, List<IndexView>> _byOwner = [];
    private readonly Dictionary<string, List<IndexView>> _byQueue = [];
    private readonly List<IndexView> _others = [];

    public int Count => _views.Count;

    public IndexView? Find(ListSpec spec) => _views.GetValueOrDefault(spec);

    public void Add(IndexView view)
    {
        _views.Add(view.Spec, view);
        Place(view.Spec).Add(view);
    }

    public void Remove(IndexView view)
    {
        _views.Remove(view.Spec);
        Place(view.Spec).Remove(view);
        Drop(_byOwner, view.Spec.Reader?.Value);
        Drop(_byQueue, view.Spec.Queue?.Value);
    }

    public IEnumerable<IndexView> All => _views.Values;

    public void Follow(OpenRow? before, OpenRow? after)
    {
        Follow(_others, before, after);
        FollowAt(_byQueue, before?.Queue, after?.Queue, before, after);
        FollowAt(_byOwner, before?.Owner, after?.Owner, before, after);
    }

    private static void FollowAt(Dictionary<string, List<IndexView>> places, string? from, string? to, OpenRow? before, OpenRow? after)
    {
        if (from is not null && places.TryGetValue(from, out var left))
        {
            Follow(left, before, after);
        }

        if (to is not null && to != from && places.TryGetValue(to, out var reached))
        {
            Follow(reached, before, after);
        }
    }

    private static void Follow(List<IndexView> views, OpenRow? before, OpenRow? after)
    {
        foreach (var view in CollectionsMarshal.AsSpan(views))
        {
            view.Follow(before, after);
        }
    }

    private List<IndexView> Place(ListSpec spec) =>
        spec.Reader is { } reader ? At(_byOwner, reader.Value) : spec.Queue is { } queue ? At(_byQueue, queue.Value) : _others;

    private static List<IndexView> At(Dictionary<string, List<IndexView>> places, string name)
    {
        ref var views = ref CollectionsMarshal.GetValueRefOrAddDefault(places, name, out _);
        return views ??= [];
    }

    private static void Drop(Dictionary<string, List<IndexView>> places, string? name)
    {
        if (name is not null && places.TryGetValue(name, out var views) && views.Count == 0)
        {
            places.Remove(name);
        }
    }
}
