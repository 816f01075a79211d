using System.Collections.Immutable;
using Conversations.Contracts.Ports;

namespace Conversations.Web.Kept;

/// <summary>What the company's customers write about, by name; colleagues follow topics, and are asked about them.</summary>
public sealed class TopicSet(IDocuments documents, Changes changes, TimeProvider time) : CompanySet<Topic>(documents, changes, time, "topics", Changes.Topics);

/// <summary>A topic as it is stored.</summary>
/// <param name="Words">Words of customers it is known by, without regard to letter case.</param>
public sealed record Topic(string Name, ImmutableArray<string> Words);
