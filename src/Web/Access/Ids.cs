namespace Conversations.Web.Access;

/// <summary>Ids from outside are looked at before anything is looked up by them.</summary>
public static class Ids
{
    private const int CharsMax = 64;

    /// <summary>1–64 characters of [A-Za-z0-9-].</summary>
    public static bool HaveShape(string text) => text.Length is > 0 and <= CharsMax && text.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');
}
