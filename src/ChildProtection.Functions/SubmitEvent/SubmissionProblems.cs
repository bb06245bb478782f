using ChildProtection.Domain.Definitions;
using ChildProtection.Domain.Kernel;
using ChildProtection.Functions.Platform.Http;
using static Microsoft.AspNetCore.Http.StatusCodes;

namespace ChildProtection.Functions.SubmitEvent;

/// <summary>Why an event or a referral was refused.</summary>
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

    /// <param name="field">The field at fault, when there is only one.</param>
    /// <param name="reason">What is wrong with it.</param>
    /// <param name="faults">Every field at fault, when there are several.</param>
    public static Problem Invalid(string? field, string reason, IReadOnlyList<FieldFault>? faults)
    {
        var errors = new ValidationErrors();
        foreach (var fault in faults ?? [new FieldFault(field ?? "", reason)])
            errors.Add(fault.Field, fault.Reason);
        return Problems.Validation(errors);
    }

    /// <param name="caseId">The open case; null when the caller may not see it.</param>
    public static Problem CaseOpen(string? caseId) =>
        Problems.New(
            "case-open",
            Status409Conflict,
            "The child has an open case",
            caseId is null
                ? "A child can have only one open case. Tell your manager what you know."
                : "A child can have only one open case. Record NewConcern on that one.",
            new() { ["caseId"] = caseId });

    public static Problem RecordDisposed() =>
        Problems.New(
            "record-disposed",
            Status410Gone,
            "The record was disposed of",
            "The record of this referral was disposed of at the end of its time. "
        + "Refer the child with a new Idempotency-Key to open a new case."
        );

    public static Problem IdempotencyKeyReused() =>
        Problems.New("idempotency-key-reused", Status422UnprocessableEntity, "The key was used for another request",
            "You used this Idempotency-Key with another body. Send a new key for a new request, or the same body to see its outcome.");

    public static Problem EventFailed(string? reason) =>
        Problems.New("event-failed", Status500InternalServerError, "The event could not be decided",
            reason ?? "The decision on the event failed repeatedly. It is parked, and the case continues. Tell your operator.");
}
