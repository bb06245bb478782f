using Azure;

namespace ChildProtection.LocalRuntime.DataTables;

/// <summary>The service's rules for keys.</summary>
internal static class KeyGuard
{
    public const int MaximumBytes = 1024;

    /// <exception cref="ArgumentNullException">There is no key.</exception>
    /// <exception cref="RequestFailedException">400: the key is over 1 KiB of UTF-16 or holds a character that a key cannot have.</exception>
    public static void Check(string? key, string name)
    {
        ArgumentNullException.ThrowIfNull(key, name);
        if (key.Length * sizeof(char) > MaximumBytes)
        {
            throw Refusal.BadRequest(
                "KeyValueTooLarge", $"The {name} has {key.Length} characters; a key holds at most {MaximumBytes / sizeof(char)} (1 KiB). Shorten it, or hash its parts.");
        }

        for (var index = 0; index < key.Length; index++)
        {
            var character = key[index];
            if (character is '/' or '\\' or '#' or '?' || char.IsControl(character))
            {
                throw Refusal.BadRequest(
                    "OutOfRangeInput", $"The {name} has the character U+{(int)character:X4} at position {index}; a key holds no /, \\, #, ? and no control characters. Encode it first.");
            }
        }
    }
}
