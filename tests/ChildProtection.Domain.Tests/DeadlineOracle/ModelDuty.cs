namespace ChildProtection.Domain.Tests.DeadlineOracle;

/// <summary>A duty of the table in domain 3.4 that runs, or has ended.</summary>
internal sealed class ModelDuty
{
    public required string Kind { get; init; }

    public string? Subject { get; init; }

    /// <summary>The row of the table that it is counted by, when that is not its kind's.</summary>
    public string? Row { get; init; }

    public required DateOnly From { get; init; }

    /// <summary>The plan's own amount and unit, and the day it counts from when that is another.</summary>
    public (int Amount, string Unit)? Planned { get; init; }

    public DateOnly? PlannedFrom { get; init; }

    public DateOnly? NotAfter { get; init; }

    /// <summary>The moment from which hours run.</summary>
    public DateTimeOffset? FromMoment { get; init; }

    /// <summary>The moment that an order states.</summary>
    public DateTimeOffset? Stated { get; init; }

    public DateOnly Due { get; set; }

    /// <summary>From this moment on it is overdue.</summary>
    public DateTimeOffset Over { get; set; }

    /// <summary>open, overdue, met, metLate, cancelled, superseded or notDone.</summary>
    public string Status { get; set; } = "open";

    public bool IsOpen => Status is "open" or "overdue";

    public string CountedBy => Row ?? Kind;

    public override string ToString() => $"{Kind}{(Subject is null ? "" : $" of {Subject}")} due {Due:yyyy-MM-dd} {Status}";
}

/// <summary>What happened, as text tells it.</summary>
internal sealed record ModelEvent(string Type, DateOnly On, DateTimeOffset Now, System.Text.Json.JsonElement Data, string? Agency)
{
    /// <summary>
    /// What an approval that was decided was about: <c>signature</c>, <c>planEnding</c>, <c>enquiryEnding</c>, or something without a
    /// deadline of its own.
    /// </summary>
    public string? About { get; init; }

    /// <summary>The kind and the subject of the duty that is waived.</summary>
    public (string Kind, string? Subject)? Waives { get; init; }

    /// <summary>The day and the reason of the end of the plan that was approved.</summary>
    public DateOnly? PlanEndsOn { get; init; }

    public string? PlanEndsBecause { get; init; }

    /// <summary>What follows the enquiry whose end without a conference was decided on.</summary>
    public string? EnquiryNext { get; init; }

    /// <summary>A team manager raised it.</summary>
    public bool ByManager { get; init; }

    public bool Has(string name) => Data.TryGetProperty(name, out _);

    public string? Text(string name) => Data.TryGetProperty(name, out var value) ? value.GetString() : null;

    public bool Yes(string name) => Data.TryGetProperty(name, out var value) && value.GetBoolean();

    public int? Number(string name) => Data.TryGetProperty(name, out var value) ? value.GetInt32() : null;

    public DateOnly? Day(string name) => Data.TryGetProperty(name, out var value) ? DateOnly.Parse(value.GetString()!, null) : null;

    public DateTimeOffset? Moment(string name) => Data.TryGetProperty(name, out var value) ? value.GetDateTimeOffset() : null;

    public IEnumerable<System.Text.Json.JsonElement> Items(string name) =>
        Data.TryGetProperty(name, out var value) ? value.EnumerateArray() : [];

    /// <summary>A period such as <c>{ "value": 6, "unit": "weeks" }</c>.</summary>
    public (int Amount, string Unit)? Period(string name) =>
        Data.TryGetProperty(name, out var value)
            ? (
                value.GetProperty("value").GetInt32(),
                value.GetProperty("unit").GetString() switch
                {
                    "workingDays" => "WD",
                    "calendarDays" => "CD",
                    "weeks" => "W",
                    _ => "M",
                })
            : null;
}
