using System.Text.Json;
using System.Text.Json.Nodes;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Profiles;
using ChildProtection.Domain.Referral;
using ChildProtection.Domain.Transfer;
using ChildProtection.Functions.Platform.Http;
using ChildProtection.Functions.Procedures;

namespace ChildProtection.Functions.SubmitEvent;

/// <summary>The body that opens a case, read and validated: a referral or a notice of a transfer in.</summary>
internal sealed record ReferralBody(CaseEvent Opening, JsonObject Data, DateTimeOffset ReceivedAt, DateOnly ReceivedOn)
{
    /// <summary>Why the team cannot take the case; null when it can. A repeated request is answered all the same.</summary>
    public string? TeamFault { get; private init; }

    /// <param name="body">The request body.</param>
    /// <param name="days">The clock and the calendars.</param>
    /// <param name="team">How the case's team is found.</param>
    /// <exception cref="ProblemException">The body is invalid; the problem names every fault.</exception>
    public static ReferralBody Read(JsonElement body, LocalDays days, OpeningTeam team) =>
        Read(body, days, team, EventSchemas.ReferralBody, EventSchemas.ReceivedAtField, typeof(ReferralReceived));

    /// <summary>A notice from another authority; its <c>notifiedAt</c> says when it came.</summary>
    /// <exception cref="ProblemException">The body is invalid; the problem names every fault.</exception>
    public static ReferralBody ReadTransfer(JsonElement body, LocalDays days, OpeningTeam team) =>
        Read(body, days, team, EventSchemas.TransferInBody, EventSchemas.NotifiedAtField, typeof(TransferInNotified));

    private static ReferralBody Read(
        JsonElement body, LocalDays days, OpeningTeam team, SchemaValidator schema, string receivedAtField, Type opening)
    {
        var errors = new ValidationErrors();
        schema.Check(body, "", errors);
        var profile = ProfileOf(body, days.Procedures, errors);
        var receivedAt = ReceivedAtOf(body, receivedAtField, days, errors);
        var data = body.ValueKind == JsonValueKind.Object ? JsonObject.Create(body) : null;
        var teamFault = data is null || errors.ByPointer.ContainsKey(OpeningTeam.Pointer) ? null : team.Settle(data, days.Today());
        if (errors.Any && teamFault is not null)
            errors.Add(OpeningTeam.Pointer, teamFault);
        errors.ThrowIfAny();

        data!.Remove(receivedAtField);
        return new ReferralBody(EventData.Read(data, opening, ""), data, receivedAt, profile!.Zone.DateOf(receivedAt))
        {
            TeamFault = teamFault,
        };
    }

    private static ProcedureProfile? ProfileOf(JsonElement body, ProcedureCatalogue procedures, ValidationErrors errors)
    {
        var id = JsonBody.Text(body, "profile") ?? LocalDays.DefaultProfile;
        var profile = procedures.FindProfile(id);
        if (profile is null)
            errors.Add("/profile", $"must be one of {string.Join(", ", procedures.Newest.Select(one => one.Id))}");
        return profile;
    }

    private static DateTimeOffset ReceivedAtOf(JsonElement body, string field, LocalDays days, ValidationErrors errors)
    {
        if (JsonBody.Text(body, field) is not { } text || !TextFormats.TryInstant(text, out var receivedAt))
            return days.Now;
        if (receivedAt > days.Now)
            errors.Add("/" + field, "must not be in the future");
        return receivedAt.ToUniversalTime();
    }
}
