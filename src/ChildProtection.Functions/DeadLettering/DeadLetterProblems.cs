using ChildProtection.Functions.Platform.Http;
using static Microsoft.AspNetCore.Http.StatusCodes;

namespace ChildProtection.Functions.DeadLettering;

/// <summary>Why a dead letter could not be settled.</summary>
internal static class DeadLetterProblems
{
    public static Problem DeadLetterBusy() =>
        Problems.New(
            "dead-letter-busy",
            Status409Conflict,
            "Another operator is handling this message",
            "Another operator is handling this message. Refresh the list in a minute.");

    public static Problem Proposed() =>
        Problems.New(
            "correction-proposed",
            Status409Conflict,
            "A correction of this message is proposed",
            "A correction of this message waits for a second person. Have it agreed to or declined first.");

    public static Problem Changed() =>
        Problems.New(
            "correction-changed",
            Status409Conflict,
            "This correction is not proposed any more",
            "This correction was decided or is not proposed any more. Read the message again.");

    public static Problem DiscardOnly(string why) => Problems.Validation("/action", why);
}
