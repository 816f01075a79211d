using Conversations.Contracts;
using Conversations.Contracts.Ports;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Conversations.Testing.StoreSuite;

/// <summary>Replies that wait for a person.</summary>
public abstract class UnsettledReplySuite : StoreSuite
{
    [Fact]
    public async Task Failed_and_unknown_replies_are_listed_apart_newest_first_in_pages()
    {
        var replies = Store.Services.GetRequiredService<IUnsettledReplies>();
        var states = new[] { DeliveryStates.Failed, DeliveryStates.Unknown, DeliveryStates.Sent, DeliveryStates.Pending };
        for (var i = 1; i <= 12; i++)
        {
            var reply = Sample.Reply(i, 1, states[i % 4]) with { CreatedAt = Sample.Now.AddMinutes(i / 8) };
            await MustAppendAsync(Sample.Messages(Sample.Stream(i), 0, 0) with { OutboxInserts = [reply] });
        }

        var first = await replies.ListAsync(DeliveryStates.Failed, null, 2, Ct);
        var second = await replies.ListAsync(DeliveryStates.Failed, (first[^1].CreatedAt, first[^1].ReplyId), 2, Ct);

        Assert.Equal([Sample.Id(12), Sample.Id(8), Sample.Id(4)], first.Concat(second).Select(row => row.ReplyId));
        Assert.Equal([Sample.Id(9), Sample.Id(5), Sample.Id(1)], (await replies.ListAsync(DeliveryStates.Unknown, null, 10, Ct)).Select(row => row.ReplyId));
        Assert.Equal((Sample.Stream(12), 1, Sample.Channel, DeliveryStates.Failed), (first[0].Stream, first[0].Seq, first[0].Channel, first[0].State));
    }
}
