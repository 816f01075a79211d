using Conversations.Load.Wire;

namespace Conversations.Load.Setup;

/// <summary>A webhook channel made for the load tester.</summary>
/// <param name="Id">As the target gave it.</param>
/// <param name="Secret">`whsec_…`, shown once.</param>
/// <param name="ReplyPath">Path of the fake network's endpoint for this channel.</param>
public sealed record LoadChannel(string Id, string Secret, string ReplyPath)
{
    public WebhookSignature Signature { get; } = new(Secret);
}
