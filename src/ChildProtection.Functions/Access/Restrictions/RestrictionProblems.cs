using ChildProtection.Functions.Platform.Http;
using ChildProtection.Functions.RecordStore;
using static Microsoft.AspNetCore.Http.StatusCodes;

namespace ChildProtection.Functions.Access.Restrictions;

/// <summary>Why a second manager's decision on a restriction was not taken.</summary>
internal static class RestrictionProblems
{
    public static Problem NothingToDecide(Restriction? existing) => New(existing switch
    {
        null => "The case is not restricted, so there is nothing to decide.",
        { AwaitsSecond: true } => "The restriction was changed since you read it. Read it again, then decide on that.",
        _ => "This restriction waits for nobody: a second manager agreed to it already.",
    });

    public static Problem OwnRequest() => New(
        "You asked for this restriction yourself. Another service manager on its list, or a head of service, must agree.");

    private static Problem New(string detail) =>
        Problems.New("restriction-not-decided", Status409Conflict, "This decision on the restriction is not possible", detail);
}
