using ChildProtection.Domain.Retention;
using ChildProtection.Functions.Platform.Http;
using static Microsoft.AspNetCore.Http.StatusCodes;

namespace ChildProtection.Functions.Retention;

/// <summary>Why a disposal could not be decided.</summary>
internal static class DisposalProblems
{
    public static Problem DisposalNotPossible(DisposalStatus status, string detail) =>
        Problems.New(
            "disposal-not-possible", Status409Conflict, "This decision on the disposal is not possible", detail,
            new() { ["disposalStatus"] = status });
}
