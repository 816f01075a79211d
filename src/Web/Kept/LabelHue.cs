namespace Conversations.Web.Kept;

/// <summary>A label of the company's; as it is stored.</summary>
/// <param name="Hue">0–7.</param>
public sealed record LabelHue(string Name, int Hue);
