using Conversations.Contracts.Ports;

namespace Conversations.Web.Kept;

/// <summary>The company's labels.</summary>
public sealed class LabelSet(IDocuments documents, Changes changes, TimeProvider time) : CompanySet<LabelHue>(documents, changes, time, DocumentKey.OfCompany("labels"), Changes.Labels);
