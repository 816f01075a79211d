using System.Collections.Immutable;
using Conversations.Contracts.Ports;

namespace Conversations.Contracts.Settings;

/// <summary>What customers write about; colleagues follow topics, and are asked about them. The company's topics are one document, a list of these.</summary>
/// <param name="Words">Words of customers it is known by, without regard to letter case.</param>
public sealed record Topic(string Name, ImmutableArray<string> Words)
{
    /// <summary>Where all of them are stored.</summary>
    public static readonly DocumentKey Document = DocumentKey.OfCompany("topics");
}
