using Orleans;

namespace Conversations.Contracts.Access;

/// <summary>
/// Counts tries to sign in for all web nodes together. Keys are spread over <see cref="Shards"/> of these, named "0" and up, so that no guess makes
/// a grain of its own. Counts live in memory: a silo that dies forgets those it held.
/// </summary>
[Alias("conv.ISignInAttemptsGrain")]
public interface ISignInAttemptsGrain : IGrainWithStringKey
{
    const int Shards = 16;

    /// <summary>Takes one try of this key. Null when it was there to take, else how long until there is one again.</summary>
    /// <param name="key">What is counted: an account, an address, a device; hashed, so that no names stand here.</param>
    [Alias("Take")]
    Task<TimeSpan?> Take(string key);

    /// <summary>The try that was taken succeeded, and counts for nothing.</summary>
    [Alias("GiveBack")]
    Task GiveBack(string key);
}
