using Conversations.Contracts;
using Conversations.Contracts.Ports;
using Conversations.Web.Errors;
using Conversations.Web.Input;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Conversations.Web.Access;

/// <summary>
/// ASP.NET Identity's hasher (PBKDF2, HMAC-SHA512, salted) at a current work factor. Unknown people cost the same time as known ones, and
/// only as many hashes are made at once as there are processors.
/// </summary>
public sealed class Passwords : IDisposable
{
    public const int CharsMin = 12;
    public const int CharsMax = 256;
    private const int Iterations = 220_000;
    private static readonly TimeSpan TurnMax = TimeSpan.FromSeconds(10);

    private static readonly string[] Easy =
        ["password", "passwort", "qwerty", "qwertz", "azerty", "letmein", "welcome", "iloveyou", "admin", "administrator", "conversations", "123456789", "abcdefgh", "changeme", "secret"];

    private readonly PasswordHasher<SignInRow> hasher = new(Options.Create(new PasswordHasherOptions { IterationCount = Iterations }));
    private readonly SemaphoreSlim turns = new(Environment.ProcessorCount);
    private readonly SignInRow nobody = new(new EmployeeId("-"), "-", null, "-", Disabled: true);
    private readonly string nobodysHash;

    public Passwords() => nobodysHash = hasher.HashPassword(nobody, Secrets.NewToken());

    public async ValueTask<string> HashAsync(SignInRow signIn, string password, CancellationToken cancellationToken)
    {
        await TakeTurnAsync(cancellationToken);
        try
        {
            return hasher.HashPassword(signIn, password);
        }
        finally
        {
            turns.Release();
        }
    }

    /// <summary>Whether the password is that sign-in's; a null sign-in, or one without a password, takes as long and is never right.</summary>
    public async ValueTask<PasswordVerificationResult> VerifyAsync(SignInRow? signIn, string password, CancellationToken cancellationToken)
    {
        await TakeTurnAsync(cancellationToken);
        try
        {
            var result = hasher.VerifyHashedPassword(signIn ?? nobody, signIn?.PasswordHash ?? nobodysHash, password);
            return signIn?.PasswordHash is null ? PasswordVerificationResult.Failed : result;
        }
        finally
        {
            turns.Release();
        }
    }

    /// <exception cref="ProblemException">weak-password</exception>
    public static void RefuseWeak(string password, string email, string name)
    {
        var plain = new string([.. password.ToLowerInvariant().Where(char.IsLetterOrDigit)]);
        var isEasy = password.Distinct().Count() < 5
            || Easy.Any(easy => plain.Replace(easy, "", StringComparison.Ordinal).TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9').Length < 4)
            || password.Equals(email, StringComparison.OrdinalIgnoreCase)
            || password.Equals(name, StringComparison.OrdinalIgnoreCase);
        if (password.Length is < CharsMin or > CharsMax || VisibleText.IsBlank(password) || isEasy)
        {
            throw new ProblemException(ProblemTypes.WeakPassword);
        }
    }

    public void Dispose() => turns.Dispose();

    private async ValueTask TakeTurnAsync(CancellationToken cancellationToken)
    {
        if (!await turns.WaitAsync(TurnMax, cancellationToken))
        {
            throw new ProblemException(new Problem(Problems.Overloaded) { RetryAfter = TurnMax });
        }
    }
}
