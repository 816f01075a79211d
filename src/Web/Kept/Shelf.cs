using System.Collections.Immutable;
using Conversations.Contracts;
using Conversations.Contracts.Access;
using Conversations.Contracts.Ports;
using Conversations.Store;
using Conversations.Web.Errors;

namespace Conversations.Web.Kept;

/// <summary>
/// What people keep for themselves or for everybody, of one kind: a person reads her own and everybody's, writes her own, and everybody's only with the
/// permission to. Others' own ones do not exist for her.
/// </summary>
public sealed class Shelf<T>(IDocuments documents, Changes changes, TimeProvider time, ShelfKind kind)
    where T : class
{
    private const int TriesMax = 3;

    public async ValueTask<ImmutableArray<KeptItem<T>>> ListAsync(Caller caller, CancellationToken cancellationToken)
    {
        var mine = await documents.ListAsync(kind.Name, caller.Employee.Value, kind.MineMax, cancellationToken);
        var shared = await documents.ListAsync(kind.Name, DocumentKey.Everybody, kind.SharedMax, cancellationToken);
        return [.. mine.Concat(shared).Select(ItemOf)];
    }

    /// <summary>Adds under an id of the caller's making; the same again is answered as the first time.</summary>
    /// <exception cref="ProblemException">forbidden, too-many, command-id-reused</exception>
    public async ValueTask<KeptItem<T>> AddAsync(Caller caller, string id, bool isShared, T item, CancellationToken cancellationToken)
    {
        var key = new DocumentKey(kind.Name, isShared ? DocumentKey.Everybody : caller.Employee.Value, id);
        Require(caller, key);
        var body = SettingsJson.Write(item);
        var put = await documents.PutAsync(key, 0, "", body, time.GetUtcNow(), isShared ? kind.SharedMax : kind.MineMax, cancellationToken);
        return put.Outcome switch
        {
            DocumentOutcome.Full => throw new ProblemException(Problems.TooMany),
            DocumentOutcome.Changed when put.Stored?.Body != body => throw new ProblemException(Problems.CommandIdReused),
            _ => Told(key, put.Stored!),
        };
    }

    /// <exception cref="ProblemException">not-found, forbidden, and what <paramref name="change"/> refuses with</exception>
    public async ValueTask<KeptItem<T>> ChangeAsync(Caller caller, string id, Func<T, ValueTask<T>> change, CancellationToken cancellationToken)
    {
        for (var tries = 1; ; tries++)
        {
            var (key, row) = await FindAsync(caller, id, cancellationToken);
            Require(caller, key);
            var next = SettingsJson.Write(await change(SettingsJson.Read<T>(row.Body)));
            var put = await documents.PutAsync(key, row.Revision, "", next, time.GetUtcNow(), int.MaxValue, cancellationToken);
            if (put.Outcome == DocumentOutcome.Written)
            {
                return Told(key, put.Stored!);
            }

            if (tries == TriesMax)
            {
                throw new ProblemException(Problems.Unavailable);
            }
        }
    }

    /// <exception cref="ProblemException">not-found, forbidden</exception>
    public async ValueTask RemoveAsync(Caller caller, string id, CancellationToken cancellationToken)
    {
        var (key, _) = await FindAsync(caller, id, cancellationToken);
        Require(caller, key);
        await documents.DeleteAsync(key, null, cancellationToken);
        Tell(key);
    }

    private async ValueTask<(DocumentKey Key, DocumentRow Row)> FindAsync(Caller caller, string id, CancellationToken cancellationToken)
    {
        foreach (var owner in new[] { caller.Employee.Value, DocumentKey.Everybody })
        {
            var key = new DocumentKey(kind.Name, owner, id);
            if (await documents.ReadAsync(key, cancellationToken) is { } row)
            {
                return (key, row);
            }
        }

        throw new ProblemException(Problems.NotFound);
    }

    private KeptItem<T> Told(DocumentKey key, DocumentRow row)
    {
        Tell(key);
        return ItemOf(row);
    }

    private void Tell(DocumentKey key) => changes.Tell(kind.News, key.Owner == DocumentKey.Everybody ? null : new EmployeeId(key.Owner));

    private static void Require(Caller caller, DocumentKey key)
    {
        if (key.Owner == DocumentKey.Everybody && !caller.May(Permission.ShareWithAll))
        {
            throw new ProblemException(Problems.Forbidden);
        }
    }

    private static KeptItem<T> ItemOf(DocumentRow row) => new(row.Id, SettingsJson.Read<T>(row.Body), row.UpdatedAt);
}

/// <param name="Name">As it is stored.</param>
/// <param name="News">As it is told when one of them changed: one of <see cref="Changes"/>.</param>
public sealed record ShelfKind(string Name, string News, int MineMax, int SharedMax);

public sealed record KeptItem<T>(string Id, T What, DateTimeOffset UpdatedAt);
