using System.Text.Json;
using System.Text.Json.Nodes;
using ChildProtection.Domain.Cases.Events;
using ChildProtection.Domain.Procedures;
using ChildProtection.Functions.Http.Answers;
using ChildProtection.Functions.Http.Validation;

namespace ChildProtection.Functions.Http.Bodies;

/// <summary>A referral, read and valid in itself.</summary>
internal sealed record ReferralBody(ReferralReceived Referral, JsonObject Data, DateTimeOffset ReceivedAt, DateOnly ReceivedOn)
{
    private const string ReceivedAtField = "receivedAt";

    /// <param name="body">As it was sent.</param>
    /// <param name="days">The clock and the calendars.</param>
    /// <exception cref="ProblemException">Something is wrong with it: all of that at once.</exception>
    public static ReferralBody Read(JsonElement body, LocalDays days)
    {
        var errors = new ValidationErrors();
        RequestSchemas.ReferralBody.Check(body, "", errors);
        var profile = ProfileOf(body, errors);
        var receivedAt = ReceivedAtOf(body, days, errors);
        errors.ThrowIfAny();

        var data = JsonObject.Create(body)!;
        data.Remove(ReceivedAtField);
        return new ReferralBody((ReferralReceived)EventData.Read(data, typeof(ReferralReceived), ""), data, receivedAt, profile!.Zone.DateOf(receivedAt));
    }

    private static ProcedureProfile? ProfileOf(JsonElement body, ValidationErrors errors)
    {
        var id = Text(body, "profile") ?? LocalDays.DefaultProfile;
        var profile = ProcedureLibrary.Find(id);
        if (profile is null)
            errors.Add("/profile", $"must be one of {string.Join(", ", ProcedureLibrary.Ids)}");
        return profile;
    }

    private static DateTimeOffset ReceivedAtOf(JsonElement body, LocalDays days, ValidationErrors errors)
    {
        if (Text(body, ReceivedAtField) is not { } text || !TextFormats.TryInstant(text, out var receivedAt))
            return days.Now;
        if (receivedAt > days.Now)
            errors.Add("/" + ReceivedAtField, "must not be in the future");
        return receivedAt.ToUniversalTime();
    }

    private static string? Text(JsonElement body, string field) =>
        body.ValueKind == JsonValueKind.Object && body.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
