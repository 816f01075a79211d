using System.Security.Cryptography;
using Conversations.Contracts;
using Conversations.Contracts.Ports;

namespace Conversations.Web.Start;

/// <summary>The secret conversation ids are made with: made once for a deployment, kept in its store, read before anything is served.</summary>
public sealed class DeploymentSecret(IStore store)
{
    private const string Name = "conversation-ids";
    private const int Bytes = 32;
    private ConversationIds? ids;

    public ConversationIds Ids => ids ?? throw new InvalidOperationException("The deployment's secret was not read yet.");

    public async ValueTask ReadAsync(CancellationToken cancellationToken) => ids = new ConversationIds(Convert.FromBase64String(
        await store.GetOrAddSecretAsync(Name, static () => Convert.ToBase64String(RandomNumberGenerator.GetBytes(Bytes)), cancellationToken)));
}
