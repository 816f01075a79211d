using System.Collections.Immutable;
using Conversations.Contracts;
using Conversations.Grains.Conversations;

namespace Conversations.Grains.Asks;

/// <summary>Colleagues are asked about the conversation.</summary>
/// <param name="KeepUntil">So long the asker keeps it though she does nothing else.</param>
public sealed record ColleaguesAsked(Guid AskId, string Question, ImmutableArray<string> Topics, DateTimeOffset KeepUntil) : ConversationEvent;

/// <summary>The entry's actor answered.</summary>
public sealed record AskAnswered(Guid AskId, EmployeeId Asker, string Text) : ConversationEvent;

/// <param name="Reason">cancelled, expired, or notGood: then it goes on.</param>
public sealed record AskEnded(Guid AskId, string Reason) : ConversationEvent;

/// <summary>The entry's actor thanks a colleague whose answer helped.</summary>
public sealed record ColleagueThanked(Guid AskId, EmployeeId Employee) : ConversationEvent;
