using ChildProtection.Functions.Access;
using ChildProtection.Functions.Platform.Http;
using static ChildProtection.Functions.Access.QueryParameters;
using static ChildProtection.Functions.Access.RouteBuilder;

namespace ChildProtection.Functions.DeadLettering;

/// <summary>The routes of dead letters.</summary>
internal static class DeadLetterRoutes
{
    public static IReadOnlyList<ApiRoute> All =>
    [
        Get(
            "ListDeadLetters",
            "dead-letters",
            RouteAccess.DeadLetters,
            "Messages that could not be used, forwarded or delivered, by their entity on the bus, in order of arrival",
            typeof(PageView<DeadLetterView>)) with
        {
            Query = Paging,
            Problems = [401, 403, 422, 503],
        },
        Get(
            "GetDeadLetter",
            "dead-letters/{id}",
            RouteAccess.DeadLetters,
            "A dead letter's structure: where its parts are and how long, not what they say",
            typeof(DeadLetterStructureView)) with
        {
            Problems = [401, 403, 404, 503],
        },
        Get(
            "GetDeadLetterContent",
            "dead-letters/{id}/content",
            RouteAccess.DeadLetterContent,
            "What a dead letter says, for a manager who may read its case; a read of that case",
            typeof(DeadLetterContentView)) with
        {
            Problems = [401, 403, 404, 503],
        },
        Post(
            "SettleDeadLetter",
            "dead-letters/{id}",
            RouteAccess.DeadLetters,
            "Sends a dead letter again or discards it; proposes a correction, agrees to one or declines it",
            new RouteAnswer(200, "What was done", typeof(DeadLetterDoneView)),
            new RouteAnswer(202, "A correction is proposed, or agreed and about to be sent", typeof(DeadLetterDoneView))) with
        {
            Body = DeadLetterBody.Schema,
            Problems = [400, 401, 403, 404, 409, 413, 415, 422, 503],
        },
    ];
}
