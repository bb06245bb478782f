using ChildProtection.Functions.Platform.Http;

namespace ChildProtection.Functions.Holds;

/// <summary>Why a record is kept, or goes.</summary>
internal static class RecordReason
{
    /// <summary>The longest reason that a row stores.</summary>
    private const int Most = 4000;

    public static void Check(string reason, ValidationErrors errors)
    {
        if (string.IsNullOrWhiteSpace(reason) || reason.Length > Most)
            errors.Add("/reason", $"must have from 1 to {Most} characters");
    }
}
