namespace Conversations.Web.Lists;

/// <summary>
/// A conversation id in 16 bytes instead of 80, ordered exactly as its text is (ordinal): 25 characters of 5 bits, and 3 bits of the last one,
/// which can only be one of eight because an id has 128 bits and not 130.
/// </summary>
public readonly struct ConversationKey : IEquatable<ConversationKey>, IComparable<ConversationKey>
{
    private const int Chars = 26;
    private const string Alphabet = "234567abcdefghijklmnopqrstuvwxyz";
    private const string LastAlphabet = "4aeimquy";

    private readonly UInt128 _bits;

    private ConversationKey(UInt128 bits) => _bits = bits;

    /// <summary>False for a text that no conversation can have.</summary>
    public static bool TryParse(string id, out ConversationKey key)
    {
        key = default;
        if (id.Length != Chars)
        {
            return false;
        }

        UInt128 bits = 0;
        for (var at = 0; at < Chars - 1; at++)
        {
            var rank = Rank(id[at]);
            if (rank < 0)
            {
                return false;
            }

            bits = (bits << 5) | (uint)rank;
        }

        var last = LastAlphabet.IndexOf(id[Chars - 1]);
        key = new ConversationKey((bits << 3) | (uint)Math.Max(last, 0));
        return last >= 0;
    }

    public static bool operator ==(ConversationKey left, ConversationKey right) => left.Equals(right);

    public static bool operator !=(ConversationKey left, ConversationKey right) => !left.Equals(right);

    public int CompareTo(ConversationKey other) => _bits.CompareTo(other._bits);

    public bool Equals(ConversationKey other) => _bits == other._bits;

    public override bool Equals(object? obj) => obj is ConversationKey other && Equals(other);

    /// <summary>The bits are those of an HMAC: any of them are as good as a hash.</summary>
    public override int GetHashCode() => (int)(uint)(_bits >> 40);

    public override string ToString() => string.Create(Chars, _bits, static (text, bits) =>
    {
        text[Chars - 1] = LastAlphabet[(int)(uint)(bits & 7)];
        bits >>= 3;
        for (var at = Chars - 2; at >= 0; at--)
        {
            text[at] = Alphabet[(int)(uint)(bits & 31)];
            bits >>= 5;
        }
    });

    private static int Rank(char c) => c switch
    {
        >= '2' and <= '7' => c - '2',
        >= 'a' and <= 'z' => c - 'a' + 6,
        _ => -1,
    };
}
