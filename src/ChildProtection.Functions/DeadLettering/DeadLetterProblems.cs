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
            "The dead letter is taken",
            "Somebody else is at this dead letter, or was: look at the list again in a minute.");
}
