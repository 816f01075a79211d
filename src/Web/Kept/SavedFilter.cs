using Conversations.Contracts;
using Conversations.Web.Lists;

namespace Conversations.Web.Kept;

/// <summary>A list somebody looks at again and again; as it is stored.</summary>
/// <param name="Scope">mine or all.</param>
/// <param name="Position">Where it stands among the others, ascending.</param>
public sealed record SavedFilter(string Name, FilterSpec Spec, string Scope, int Position)
{
    /// <summary>As it is stored.</summary>
    public const string Kind = "filter";
}

/// <summary>The query members of GET /conversations; null ones do not narrow.</summary>
public sealed record FilterSpec
{
    public string? View { get; init; }
    public string? Queue { get; init; }
    public string? State { get; init; }
    public string? Owner { get; init; }
    public string? Label { get; init; }
    public string? Q { get; init; }
    public string? Sort { get; init; }

    public ListSpec ToList(EmployeeId reader) => new()
    {
        View = View ?? ListSpec.Everything,
        Reader = View == ListSpec.Mine ? reader : null,
        Queue = Queue is null ? null : new QueueId(Queue),
        State = State,
        Owner = Owner is null ? null : new EmployeeId(Owner),
        Label = Label,
        Words = Q,
        Order = Sort is null ? RowOrder.TimeLeft : RowOrder.Named(Sort)!,
    };
}
