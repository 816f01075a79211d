using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Conversations.Contracts;
using Conversations.Contracts.Ports;

namespace Conversations.Web.Tracking;

/// <summary>
/// The address of a tracking link: which conversation and which link of it, sealed (AES-256-GCM) with a secret of the deployment. Nobody can read one, or make one up: a
/// wrong one is told from its 128-bit seal, before anything is looked up. One link has one address, so that asking again answers the same.
/// </summary>
public sealed class TrackingTokens(IStore store)
{
    private const string Name = "tracking-links";
    private const int SecretBytes = 32;
    private const int NonceBytes = 12;
    private const int SealBytes = 16;
    private const int IdBytes = 26;
    private const int LinkBytes = 16;
    private const int Bytes = NonceBytes + IdBytes + LinkBytes + SealBytes;
    private byte[]? secret;

    private byte[] Secret => secret ?? throw new InvalidOperationException("The secret of tracking links was not read yet.");

    public async ValueTask ReadAsync(CancellationToken cancellationToken) => secret = Convert.FromBase64String(
        await store.GetOrAddSecretAsync(Name, static () => Convert.ToBase64String(RandomNumberGenerator.GetBytes(SecretBytes)), cancellationToken));

    public string Write(ConversationId conversation, Guid link)
    {
        Span<byte> plain = stackalloc byte[IdBytes + LinkBytes];
        Encoding.ASCII.GetBytes(conversation.Value, plain);
        link.TryWriteBytes(plain[IdBytes..]);
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(Secret, plain, hash);
        Span<byte> token = stackalloc byte[Bytes];
        hash[..NonceBytes].CopyTo(token);
        using var cipher = new AesGcm(Key(), SealBytes);
        cipher.Encrypt(token[..NonceBytes], plain, token[NonceBytes..^SealBytes], token[^SealBytes..]);
        return Base64Url.EncodeToString(token);
    }

    /// <summary>Null for whatever was not written here.</summary>
    public (ConversationId Conversation, Guid Link)? Read(string token)
    {
        Span<byte> bytes = stackalloc byte[Bytes];
        if (token.Length != Base64Url.GetEncodedLength(Bytes) || Base64Url.DecodeFromChars(token, bytes, out _, out var written) != OperationStatus.Done || written != Bytes)
        {
            return null;
        }

        Span<byte> plain = stackalloc byte[IdBytes + LinkBytes];
        try
        {
            using var cipher = new AesGcm(Key(), SealBytes);
            cipher.Decrypt(bytes[..NonceBytes], bytes[NonceBytes..^SealBytes], bytes[^SealBytes..], plain);
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }

        return (new ConversationId(Encoding.ASCII.GetString(plain[..IdBytes])), new Guid(plain[IdBytes..]));
    }

    /// <summary>One for sealing, apart from the one nonces are made with.</summary>
    private byte[] Key() => HKDF.DeriveKey(HashAlgorithmName.SHA256, Secret, SecretBytes, info: "seal"u8.ToArray());
}
