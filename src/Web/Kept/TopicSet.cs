using Conversations.Contracts.Ports;
using Conversations.Contracts.Settings;

namespace Conversations.Web.Kept;

/// <summary>The company's topics.</summary>
public sealed class TopicSet(IDocuments documents, Changes changes, TimeProvider time) : CompanySet<Topic>(documents, changes, time, Topic.Document, Changes.Topics);
