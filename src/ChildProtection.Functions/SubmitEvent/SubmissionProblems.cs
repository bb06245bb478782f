using ChildProtection.Domain.Definitions;
using ChildProtection.Domain.Kernel;
using ChildProtection.Functions.Platform.Http;
using static Microsoft.AspNetCore.Http.StatusCodes;

namespace ChildProtection.Functions.SubmitEvent;

/// <summary>Why an event or a referral was not taken.</summary>
internal static class SubmissionProblems
{
    public static Problem EventNotAllowed(CaseStage? state, string reason, string? rule, IEnumerable<EventDefinition> allowed) =>
        Problems.New("event-not-allowed", Status409Conflict, "The case cannot take this event", reason, new()
        {
            ["state"] = state,
            ["reason"] = reason,
            ["rule"] = rule,
            ["allowedEvents"] = allowed.Where(type => !type.Indirect).Select(type => type.Name).ToArray(),
        });

    /// <param name="caseId">The open case; null when it is not the caller's to know of.</param>
    public static Problem CaseOpen(string? caseId) =>
        Problems.New(
            "case-open",
            Status409Conflict,
            "The child has an open case",
            caseId is null
                ? "A child has one open case at most; tell your manager what you know."
                : "A child has one open case at most; raise NewConcern on that one.",
            new() { ["caseId"] = caseId });

    public static Problem RecordDisposed() =>
        Problems.New(
            "record-disposed",
            Status410Gone,
            "The record is gone",
            "This referral came before; its record was kept for its time and disposed of. Refer the child with a new Idempotency-Key for a new case."
        );

    public static Problem IdempotencyKeyReused() =>
        Problems.New("idempotency-key-reused", Status422UnprocessableEntity, "The key was used for something else",
            "This Idempotency-Key came before with another body. Send a new key for a new request, or the same body to see its outcome.");

    public static Problem EventFailed(string? reason) =>
        Problems.New("event-failed", Status500InternalServerError, "The event could not be decided",
            reason ?? "Deciding the event failed again and again. It is parked for an operator; the case goes on.");
}
