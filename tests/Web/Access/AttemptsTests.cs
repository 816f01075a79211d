using Conversations.Web.Access;
using Conversations.Web.Errors;
using Conversations.Web.Tests.Running;
using Microsoft.Extensions.DependencyInjection;
using Orleans;

namespace Conversations.Web.Tests.Access;

/// <summary>Two web nodes at one cluster: what each counts, both count.</summary>
public sealed class AttemptsTests(SharedServer shared)
{
    private Attempts Node => new(shared.Server.Services.GetRequiredService<IGrainFactory>());

    [Fact]
    public async Task Tries_at_two_web_nodes_count_together()
    {
        var (one, other) = (Node, Node);
        var account = "account " + Guid.NewGuid();
        for (var attempt = 0; attempt < 5; attempt++)
        {
            await one.BeginAsync(account);
            await other.BeginAsync(account);
        }

        await Assert.ThrowsAsync<ProblemException>(async () => await one.BeginAsync(account));
        await Assert.ThrowsAsync<ProblemException>(async () => await other.BeginAsync(account));
        await other.GiveBackAsync(account);
        await one.BeginAsync(account);
    }

    [Fact]
    public async Task A_try_that_one_key_refuses_takes_nothing_of_the_others()
    {
        var node = Node;
        var (account, address) = ("account " + Guid.NewGuid(), "address " + Guid.NewGuid());
        for (var attempt = 0; attempt < 10; attempt++)
        {
            await node.BeginAsync(address);
        }

        for (var attempt = 0; attempt < 20; attempt++)
        {
            await Assert.ThrowsAsync<ProblemException>(async () => await node.BeginAsync(account, address));
        }

        await node.BeginAsync(account);
    }
}
