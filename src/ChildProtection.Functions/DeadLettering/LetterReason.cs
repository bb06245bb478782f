using System.Collections.Frozen;
using System.Text.RegularExpressions;
using ChildProtection.Functions.Agencies;

namespace ChildProtection.Functions.DeadLettering;

/// <summary>
/// Why a letter is one, in words that hold nothing of a case. The description on the bus may quote the case, and the recipient of a
/// notification writes there what it likes.
/// </summary>
internal static partial class LetterReason
{
    private const int MostRefused = 50;
    private const string Other = "The bus or the recipient gave the message up. Send it again when the cause is removed, or discard it.";

    private static readonly FrozenSet<string> OfTheBus = FrozenSet.Create(
        StringComparer.Ordinal, "MaxDeliveryCountExceeded", "TTLExpiredException", "HeaderSizeExceeded", "SessionIdIsNull");

    private static readonly FrozenDictionary<string, string> Advice = new Dictionary<string, string>
    {
        [DeadLetterReasons.InvalidJson] = "The message is not valid JSON. Discard it, and ask the sender to send it again.",
        [DeadLetterReasons.UnknownType] = "The type is unknown, and no correction can change it. Discard it, and tell the sender.",
        [DeadLetterReasons.UnknownVersion] = "The version is not supported. Have specversion corrected, or discard it and tell the sender.",
        [DeadLetterReasons.UnknownCase] =
            "There is no such case, or the child has none. Send it again once there is one, or discard it and tell the sender.",
        [DeadLetterReasons.NotPermitted] = "The sender may not send this about this child. Discard it, or tell the sender.",
        [DeadLetterReasons.NotConfigured] =
            "The authority has not configured the sender's agency. Add its code to the setting Agencies and send it again, or discard it.",
        [DeadLetterReasons.Validation] =
            "The parts under refused are not as the type's schema says. Ask a manager of the case to propose a correction.",
        [DeadLetterReasons.EventNotAllowed] = "The case does not allow this event now. Send it again when it does, or discard it.",
        [DeadLetterReasons.TooManyAttempts] =
            "It was not decided in ten tries. Send it again when the cause is removed; a stored event is not stored twice.",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The reason, where the app or the bus gave it: a recipient may write anything there.</summary>
    public static string? CodeOf(DeadLetter letter) =>
        letter.Message.DeadLetterReason is { } reason && (Advice.ContainsKey(reason) || OfTheBus.Contains(reason)) ? reason : null;

    public static string Describe(DeadLetter letter) =>
        CodeOf(letter) is { } code && !letter.IsNotification && Advice.TryGetValue(code, out var advice) ? advice : Other;

    /// <summary>Pointers to the parts that were refused; a star stands for a name that the schema does not know.</summary>
    public static IReadOnlyList<string> Refused(DeadLetter letter) =>
        letter.IsNotification || letter.Message.DeadLetterErrorDescription is not { } description
            ? []
            :
            [
                .. Pointer().Matches(description)
                    .Select(match => match.Groups["path"].Value.Split('/').Skip(1))
                    .Select(steps => steps.Select(name => LetterParts.Step(name, letter.Text.Names)))
                    // What the schema refuses is the envelope's data.
                    .Select(steps => $"/data/{string.Join('/', steps)}")
                    .Distinct(StringComparer.Ordinal)
                    .Take(MostRefused),
            ];

    [GeneratedRegex("(?:^|; )(?<path>/[^:;]{1,400}):", RegexOptions.CultureInvariant)]
    private static partial Regex Pointer();
}
