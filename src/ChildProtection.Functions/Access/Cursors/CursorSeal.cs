using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using ChildProtection.Functions.Platform.Tables;

namespace ChildProtection.Functions.Access.Cursors;

/// <summary>
/// Seals the cursors of lists about people: a caller can neither read where a page ended nor name a place of their own. A cursor is good
/// for the list and the account that got it.
/// </summary>
public sealed class CursorSeal(SharedKey key)
{
    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    /// <summary>The cursor as the caller gets it.</summary>
    /// <exception cref="StorageUnavailableException">The key cannot be read.</exception>
    public async ValueTask<string> SealAsync(string cursor, string list, Caller caller, CancellationToken cancellation)
    {
        using var cipher = new AesGcm(await key.GetAsync(cancellation), TagBytes);
        var plain = Encoding.UTF8.GetBytes(cursor);
        var whole = new byte[NonceBytes + TagBytes + plain.Length];
        RandomNumberGenerator.Fill(whole.AsSpan(0, NonceBytes));
        cipher.Encrypt(
            whole.AsSpan(0, NonceBytes),
            plain,
            whole.AsSpan(NonceBytes + TagBytes),
            whole.AsSpan(NonceBytes, TagBytes),
            Context(list, caller));
        return Base64Url.EncodeToString(whole);
    }

    /// <summary>The cursor as the list made it.</summary>
    /// <exception cref="InvalidCursorException">It was not given to this caller by this list.</exception>
    /// <exception cref="StorageUnavailableException">The key cannot be read.</exception>
    public async ValueTask<string> OpenAsync(string seal, string list, Caller caller, CancellationToken cancellation)
    {
        if (!Base64Url.IsValid(seal) || Base64Url.DecodeFromChars(seal) is not { Length: > NonceBytes + TagBytes } whole)
            throw Foreign();
        using var cipher = new AesGcm(await key.GetAsync(cancellation), TagBytes);
        var plain = new byte[whole.Length - NonceBytes - TagBytes];
        try
        {
            cipher.Decrypt(
                whole.AsSpan(0, NonceBytes),
                whole.AsSpan(NonceBytes + TagBytes),
                whole.AsSpan(NonceBytes, TagBytes),
                plain,
                Context(list, caller));
        }
        catch (AuthenticationTagMismatchException)
        {
            throw Foreign();
        }

        return Encoding.UTF8.GetString(plain);
    }

    private static InvalidCursorException Foreign() => new("The cursor is not from this list. Leave it out to begin at the first page.");

    private static byte[] Context(string list, Caller caller) => Encoding.UTF8.GetBytes($"{list}\n{caller.Subject}");
}
