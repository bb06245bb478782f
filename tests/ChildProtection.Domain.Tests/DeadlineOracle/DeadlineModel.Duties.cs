namespace ChildProtection.Domain.Tests.DeadlineOracle;

/// <summary>Opens, counts and ends duties.</summary>
internal sealed partial class DeadlineModel
{
    private static ModelDuty Copy(ModelDuty duty) => new()
    {
        Kind = duty.Kind,
        Subject = duty.Subject,
        Row = duty.Row,
        From = duty.From,
        Planned = duty.Planned,
        PlannedFrom = duty.PlannedFrom,
        NotAfter = duty.NotAfter,
        FromMoment = duty.FromMoment,
        Stated = duty.Stated,
    };

    private void BecomeOverdue(ModelDuty duty)
    {
        if (duty.Kind == "eighteenthBirthday")
        {
            Meet(duty.Kind, duty.Due);
            if (InForce)
                EndPlan(duty.Due);
            Close();
            return;
        }

        duty.Status = "overdue";
        if (duty.Kind is "disputeStage1" or "disputeStage2" or "disputeStage3")
        {
            End(duty, "superseded");
            Open($"disputeStage{duty.Kind[^1] - '0' + 1}", duty.Due, duty.Subject);
        }
    }

    private bool Has(string kind) => duties.Any(duty => duty.Kind == kind);

    private ModelDuty? Find(string kind, string? subject = null) =>
        duties.FirstOrDefault(duty => duty.Kind == kind && (subject is null || duty.Subject == subject));

    private void Open(string kind, DateOnly from, string? subject = null) =>
        Open(
            new ModelDuty
            {
                Kind = kind,
                From = from,
                Subject = subject,
            });

    private void Open(ModelDuty duty)
    {
        Count(duty);
        duties.Add(duty);
    }

    private void Count(ModelDuty duty)
    {
        if (duty.Stated is { } stated)
        {
            (duty.Due, duty.Over) = (ModelCalendar.DayOf(stated), stated);
            return;
        }

        var (amount, unit) = policy.For(duty.CountedBy)!.Value;
        if (unit == "H")
        {
            var end = duty.FromMoment!.Value.AddHours(amount);
            (duty.Due, duty.Over) = (ModelCalendar.DayOf(end), end);
            return;
        }

        duty.Due = policy.Calendar.Count(duty.From, amount, unit);
        if (duty.Planned is { } planned && policy.Calendar.Count(duty.From, planned.Amount, planned.Unit) < duty.Due)
        {
            var own = policy.Calendar.Count(duty.PlannedFrom ?? duty.From, planned.Amount, planned.Unit);
            duty.Due = own < duty.Due ? own : duty.Due;
        }

        if (duty.NotAfter < duty.Due)
            duty.Due = duty.NotAfter.Value;
        duty.Over = ModelCalendar.Midnight(duty.Due.AddDays(1));
    }

    private void Meet(string kind, DateOnly on, string? subject = null, DateTimeOffset? at = null)
    {
        if (Find(kind, subject) is { } duty)
            End(duty, on > duty.Due || at > duty.Over ? "metLate" : "met");
    }

    private void Cancel(params string[] kinds)
    {
        foreach (var duty in duties.Where(duty => kinds.Contains(duty.Kind)).ToArray())
            End(duty, "cancelled");
    }

    private void Supersede(string kind, string? subject = null)
    {
        if (Find(kind, subject) is { } duty)
            End(duty, "superseded");
    }

    private void End(ModelDuty duty, string status)
    {
        duty.Status = status;
        duties.Remove(duty);
        ended.Add(duty);
    }
}
