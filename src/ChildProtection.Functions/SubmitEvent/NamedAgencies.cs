using ChildProtection.Domain.Kernel;
using ChildProtection.Functions.Access;
using ChildProtection.Functions.Platform.Http;
using ChildProtection.Functions.RecordStore;

namespace ChildProtection.Functions.SubmitEvent;

/// <summary>
/// The agencies that an event names are those of the authority: a misspelt code would be invited, and told, and never hear of it.
/// </summary>
public sealed class NamedAgencies(PartnerCodes partners, CaseReader cases)
{
    /// <param name="stored">The case.</param>
    /// <param name="key">The event's key: a repeated request is answered all the same.</param>
    /// <param name="subject">Who raises it.</param>
    /// <param name="body">The event.</param>
    /// <param name="cancellation">The caller went away.</param>
    /// <exception cref="ProblemException">The event names agencies that are not configured; the problem names every place.</exception>
    internal async Task CheckAsync(StoredCase stored, string key, string subject, EventBody body, CancellationToken cancellation)
    {
        var errors = Faults(partners, stored.State, body);
        if (errors.Any && await cases.FindEventAsync(stored.State.CaseId, subject, key, cancellation) is null)
            errors.ThrowIfAny();
    }

    internal static ValidationErrors Faults(PartnerCodes partners, CaseState state, EventBody body)
    {
        var errors = new ValidationErrors();
        foreach (var (pointer, code) in AgencyFields.In(body.Type.Data, body.Data, "/data"))
            if (partners.Fault(code) is { } fault && !IsOnTheCase(state, code))
                errors.Add(pointer, fault);
        return errors;
    }

    /// <summary>An agency that the authority no longer works with was at the table all the same, and stays in the record.</summary>
    private static bool IsOnTheCase(CaseState state, string code) =>
        new[]
        {
            state.InvitedAgencies, state.ConferenceAgencies, state.AttendedAgencies, state.Plan?.CoreGroupAgencies, state.Enquiry?.Agencies,
            state.Referral.Agency is { } referrer ? [referrer] : null,
        }.Any(codes => codes?.Contains(code, StringComparer.Ordinal) == true);
}
