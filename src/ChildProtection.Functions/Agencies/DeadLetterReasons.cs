namespace ChildProtection.Functions.Agencies;

/// <summary>Why a message could not be used; part of the contract.</summary>
internal static class DeadLetterReasons
{
    public const string InvalidJson = "invalid-json";
    public const string UnknownType = "unknown-type";
    public const string UnknownVersion = "unknown-version";
    public const string UnknownCase = "unknown-case";
    public const string NotPermitted = "not-permitted";
    public const string NotConfigured = "agency-not-configured";
    public const string Validation = "validation";
    public const string EventNotAllowed = "event-not-allowed";
    public const string TooManyAttempts = "too-many-attempts";

    public static IReadOnlyList<string> All { get; } =
    [
        InvalidJson, UnknownType, UnknownVersion, UnknownCase, NotPermitted, NotConfigured, Validation, EventNotAllowed, TooManyAttempts,
    ];
}

/// <summary>A message can't be used.</summary>
/// <param name="reason">One of <see cref="DeadLetterReasons"/>.</param>
/// <param name="description">What is wrong and what to do, for the administrator; the sender never sees it.</param>
internal sealed class UnusableMessageException(string reason, string description) : Exception(description)
{
    public string Reason { get; } = reason;
}
