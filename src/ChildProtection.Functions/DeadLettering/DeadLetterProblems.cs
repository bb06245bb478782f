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
}
