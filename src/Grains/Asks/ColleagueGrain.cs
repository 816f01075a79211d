using System.Text.Json.Nodes;
using Conversations.Contracts;
using Conversations.Contracts.Asks;
using Conversations.Contracts.Ports;
using Orleans;

namespace Conversations.Grains.Asks;

/// <summary>One person's stream of asks: calls nobody. Each thanks is an entry; who was asked how often is state, fenced as all of it.</summary>
public sealed class ColleagueGrain(IJournal journal, TimeProvider time) : Grain, IColleagueGrain
{
    private const string Prefix = "colleague-";

    private ColleagueState state = ColleagueState.Empty;
    private long version;
    private bool isLoaded;

    private string Stream => Prefix + this.GetPrimaryKeyString();

    public Task<bool> Ask(Guid ask, int dailyMax) => ChangeAsync(known => known.Asked(ask, dailyMax, time.GetUtcNow()));

    public Task Release(Guid ask) => ChangeAsync(known => known.Released(ask));

    public Task Begins(Guid ask) => ChangeAsync(known => known.Began(ask));

    public Task Thank(Guid ask) => ChangeAsync(known => known with { Thanks = known.Thanks + 1, Head = known.Head + 1 }, ask);

    public async Task<ColleagueView> Get()
    {
        await LoadAsync();
        return state.View(time.GetUtcNow());
    }

    /// <param name="thanked">Journaled as the ask that is thanked for; the second time changes nothing.</param>
    private async Task<bool> ChangeAsync(Func<ColleagueState, ColleagueState?> change, Guid? thanked = null)
    {
        for (var conflicts = 0; conflicts <= Limits.ConflictRetriesMax; conflicts++)
        {
            await LoadAsync();
            if (change(state) is not { } next)
            {
                return false;
            }

            if (next == state)
            {
                return true;
            }

            switch (await journal.AppendAsync(AppendOf(next, thanked)))
            {
                case Appended:
                    (state, version) = (next, version + 1);
                    return true;
                case KnownBefore:
                    return true;
                case Conflict:
                    isLoaded = false;
                    continue;
                case var refusal:
                    throw new InvalidOperationException($"The journal refused a change of {Stream}: {refusal}.");
            }
        }

        throw new StoreUnavailableException("The colleague's stream moved too often.");
    }

    private Append AppendOf(ColleagueState next, Guid? thanked) => new()
    {
        Stream = Stream,
        ExpectedVersion = version,
        Entries = thanked is { } ask
            ?
            [
                new NewEntry
                {
                    Seq = next.Head,
                    At = time.GetUtcNow(),
                    Kind = EntryKinds.Thanked,
                    Actor = Actor.System,
                    Data = new JsonObject { ["askId"] = AskStreams.Key(ask) }.ToJsonString(),
                    SourceKey = AskStreams.Key(ask),
                },
            ]
            : [],
        State = ColleagueCodec.Write(next),
        StateShape = ColleagueState.Shape,
    };

    private async Task LoadAsync()
    {
        if (!isLoaded)
        {
            var head = await journal.ReadHeadAsync(Stream, CancellationToken.None);
            (state, version, isLoaded) = (head is null ? ColleagueState.Empty : ColleagueCodec.Read(head.State), head?.Version ?? 0, true);
        }
    }
}
