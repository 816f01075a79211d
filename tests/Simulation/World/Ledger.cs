using Conversations.Contracts;
using Conversations.Contracts.Access;
using Conversations.Contracts.Conversations;

namespace Conversations.Simulation.World;

/// <summary>What the outside world offered, was told and received: kept outside of the system, and what it is judged by.</summary>
public sealed class Ledger
{
    private readonly Dictionary<(string Conversation, string ExternalId), MessageRecord> _messages = [];
    private readonly Dictionary<Guid, CommandRecord> _commands = [];

    /// <summary>In the order in which they were offered.</summary>
    public List<MessageRecord> Messages { get; } = [];

    /// <summary>In the order in which they were first given.</summary>
    public List<CommandRecord> Commands { get; } = [];

    /// <summary>In the order in which customers got them.</summary>
    public List<DeliveryRecord> Deliveries { get; } = [];

    public MessageRecord Offer(string conversation, InboundMessage message)
    {
        if (!_messages.TryGetValue((conversation, message.ExternalId), out var record))
        {
            _messages[(conversation, message.ExternalId)] = record = new MessageRecord(conversation, message);
            Messages.Add(record);
        }

        return record;
    }

    public CommandRecord Give(string conversation, ConversationCommand command, Caller caller)
    {
        var record = new CommandRecord(conversation, command, caller);
        Commands.Add(record);
        _commands.TryAdd(command.Id, record);
        return record;
    }

    public CommandRecord? FindCommand(Guid id) => _commands.GetValueOrDefault(id);
}

/// <summary>One message of one customer, however often it is sent.</summary>
public sealed class MessageRecord(string conversation, InboundMessage message)
{
    public string Conversation => conversation;

    public InboundMessage Message => message;

    /// <summary>Every place it was acknowledged with.</summary>
    public List<MessagePlace> Acknowledged { get; } = [];
}

/// <summary>One command of one employee, however often it is given.</summary>
public sealed class CommandRecord(string conversation, ConversationCommand command, Caller caller)
{
    public string Conversation => conversation;

    public ConversationCommand Command => command;

    public Caller Caller => caller;

    public List<CommandResult> Results { get; } = [];

    public List<string> Rejections { get; } = [];

    /// <summary>Attempts of which nothing was heard: they may have run, and may yet run.</summary>
    public int Unheard { get; set; }
}

/// <param name="Order">Counts all deliveries of the world.</param>
/// <param name="At">Virtual time.</param>
public sealed record DeliveryRecord(int Order, DateTimeOffset At, ChannelId Channel, string Conversation, Guid ReplyId, string Text);
