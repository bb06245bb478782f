using System.Text.Json;

namespace ChildProtection.Functions.Notifications.StaffMail.Senders;

/// <summary>
/// Where a person's mail goes: the address in the authority's own file, else the account id where it is an address itself, else one made of
/// the account id and a domain.
/// </summary>
internal sealed class MailAddresses(MailOptions options, IReadOnlyDictionary<string, string> own)
{
    private const int LongestLocalPart = 64;

    /// <exception cref="InvalidOperationException">The file is missing or broken; the message says where.</exception>
    public static MailAddresses Of(MailOptions options) =>
        new(options, options.AddressFile is { } file ? Read(Path.GetFullPath(file)) : new Dictionary<string, string>());

    /// <summary>Null where no address is known.</summary>
    /// <param name="recipient">The account id, or the role and team as <c>teamManager.north</c>.</param>
    public string? Find(string recipient)
    {
        if (own.TryGetValue(recipient, out var address))
            return address;
        if (MailOptions.IsAddress(recipient))
            return recipient;
        var local = LocalPart(recipient);
        // Two ids of other letters could come to the same address, and one person would read the other's mail.
        return options.Domain is { } domain && (local == recipient || options.Service == MailService.Files) ? $"{local}@{domain}" : null;
    }

    /// <summary>The part of an address before the at sign: letters, digits, dots and dashes.</summary>
    internal static string LocalPart(string text)
    {
        var safe = new string([.. text.Select(character => char.IsAsciiLetterOrDigit(character) || character == '-' ? character : '.')]);
        var parts = string.Join('.', safe.Split('.', StringSplitOptions.RemoveEmptyEntries));
        return parts.Length == 0 ? "unknown" : parts[..Math.Min(parts.Length, LongestLocalPart)].TrimEnd('.');
    }

    private static Dictionary<string, string> Read(string path)
    {
        try
        {
            var addresses = JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(path)) ?? [];
            return addresses.FirstOrDefault(one => !MailOptions.IsAddress(one.Value ?? "")) is { Key: { } account }
                ? throw new InvalidOperationException(
                    $"{path}: what stands for '{account}' is no address. Write one address, such as name@authority.gov.uk.")
                : new Dictionary<string, string>(addresses, StringComparer.Ordinal);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new InvalidOperationException(
                $"The file of Mail__AddressFile cannot be read ({path}): {fault.Message} "
                + "It is a JSON object with an address for each account id, and for each role as teamManager.north.",
                fault);
        }
    }
}
