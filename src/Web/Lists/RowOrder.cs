namespace Conversations.Web.Lists;

/// <summary>The orders a list can have; the same as the store's, down to the last tie.</summary>
public sealed class RowOrder : IComparer<OpenRow>
{
    /// <summary>dueAt ascending (absent last), then waitingSince (absent last), then id.</summary>
    public static readonly RowOrder TimeLeft = new("timeLeft", static (a, b) => Then(a.DueAt.CompareTo(b.DueAt), a.WaitingSince.CompareTo(b.WaitingSince), a, b));

    /// <summary>lastAt ascending, then id.</summary>
    public static readonly RowOrder Oldest = new("oldest", static (a, b) => Then(a.LastAt.CompareTo(b.LastAt), 0, a, b));

    /// <summary>lastAt descending, then id.</summary>
    public static readonly RowOrder Newest = new("newest", static (a, b) => Then(b.LastAt.CompareTo(a.LastAt), 0, a, b));

    public static readonly IReadOnlyList<RowOrder> All = [TimeLeft, Oldest, Newest];

    private readonly Comparison<OpenRow> _compare;

    private RowOrder(string name, Comparison<OpenRow> compare) => (Name, _compare) = (name, compare);

    public string Name { get; }

    public static RowOrder? Named(string name) => All.FirstOrDefault(order => order.Name == name);

    public int Compare(OpenRow? x, OpenRow? y) => _compare(x!, y!);

    private static int Then(int first, int second, OpenRow a, OpenRow b) =>
        first != 0 ? first : second != 0 ? second : a.Key.CompareTo(b.Key);
}
