using ChildProtection.Domain.Retention;
using ChildProtection.Functions.Platform.Http;
using static Microsoft.AspNetCore.Http.StatusCodes;

namespace ChildProtection.Functions.Retention;

/// <summary>Why a disposal could not be decided.</summary>
internal static class DisposalProblems
{
    public static Problem DisposalNotPossible(DisposalStatus status, string detail) =>
        Problems.New(
            "disposal-not-possible", Status409Conflict, "The disposal cannot be decided so", detail, new() { ["status"] = status });
}
