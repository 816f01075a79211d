using Conversations.Contracts;
using Conversations.Contracts.Asks;
using Conversations.Contracts.Ports;
using Conversations.Web.Company;
using Conversations.Web.Drafts;
using Conversations.Web.Errors;
using Orleans;

namespace Conversations.Web.Asks;

/// <summary>The way to the asks, and what an answer means at the asker's desk: a draft where she has none, and knowledge once she says that it helped.</summary>
public sealed class AskDesk(IGrainFactory grains, IJournal journal, DraftDesk drafts, KnowledgeDesk knowledge, IDirectory directory)
{
    /// <summary>The ask the path names; an id nobody has made never wakes a grain.</summary>
    /// <exception cref="ProblemException">not-found</exception>
    public async ValueTask<(Guid Id, IAskGrain Ask)> RequireAsync(HttpContext context)
    {
        var isId = Guid.TryParseExact((string?)context.Request.RouteValues["id"], "D", out var id);
        return isId && await journal.ReadHeadAsync(AskStreams.Of(id), context.RequestAborted) is not null
            ? (id, Of(id))
            : throw new ProblemException(Problems.NotFound);
    }

    public IAskGrain Of(Guid id) => grains.GetGrain<IAskGrain>(AskStreams.Key(id));

    public IColleagueGrain Colleague(EmployeeId employee) => grains.GetGrain<IColleagueGrain>(employee.Value);

    /// <summary>The answer that stands becomes the asker's draft, where she has not begun to write herself: then it waits to be taken in.</summary>
    public async ValueTask DraftAsync(AskView ask, EmployeeId answerer, CancellationToken cancellationToken)
    {
        if (ask is { State: AskStates.Answered, Answer: { } answer } && answer.By == answerer)
        {
            var words = new DraftText(answer.Text, null, []) { From = directory.Current.NameOf(answerer) };
            await drafts.SaveAsync(ask.Asker, ask.Conversation, words, 0, null, cancellationToken);
        }
    }

    /// <summary>An answer that helped is kept for whoever asks next.</summary>
    public ValueTask KeepAsync(AskView ask, CancellationToken cancellationToken) =>
        ask is { State: AskStates.Good, Answer: { } answer } ? knowledge.KeepAsync(ask, answer, cancellationToken) : ValueTask.CompletedTask;
}
