using System.Globalization;
using System.Text.RegularExpressions;
using Notify.Client;
using Notify.Exceptions;

namespace ChildProtection.Functions.Notifications.StaffMail.Senders;

/// <summary>
/// Sends mail by GOV.UK Notify, with a template whose subject is <c>((subject))</c> and whose text is <c>((text))</c>. Before a second
/// attempt it asks the service whether it has the first.
/// </summary>
internal sealed partial class NotifyMailSender(NotifyOptions options) : IMailSender
{
    /// <summary>Longer than any usual answer. A call that is given up may still succeed, so the next attempt asks first.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly NotificationClient _client = new(options.Address.AbsoluteUri, options.Key);

    public async Task SendAsync(OutgoingMail mail, bool again, CancellationToken cancellationToken)
    {
        if (again && await HasAsync(mail.Id, cancellationToken))
            return;
        var words = new Dictionary<string, dynamic> { ["subject"] = mail.Subject, ["text"] = mail.Text };
        await CallAsync(() => _client.SendEmailAsync(mail.Address, options.Template, words, mail.Id), cancellationToken);
    }

    private async Task<bool> HasAsync(string id, CancellationToken cancellationToken)
    {
        var found = await CallAsync(() => _client.GetNotificationsAsync(reference: id), cancellationToken);
        return found.notifications.Count > 0;
    }

    private static async Task<T> CallAsync<T>(Func<Task<T>> call, CancellationToken cancellationToken)
    {
        try
        {
            return await call().WaitAsync(Patience, TimeProvider.System, cancellationToken);
        }
        catch (NotifyClientException exception) when (IsOfTheAddress(exception))
        {
            throw new MailRefusedException("GOV.UK Notify refused the address.", exception);
        }
        catch (Exception exception) when (exception is NotifyClientException or NotifyAuthException or HttpRequestException
            or AggregateException or TimeoutException or Newtonsoft.Json.JsonException)
        {
            throw new MailServiceUnavailableException($"GOV.UK Notify cannot be used: {Reason(exception)}.", exception);
        }
    }

    /// <summary>The client gives the service's answer as text alone. Any other 400 is a setting's fault, such as the template's.</summary>
    private static bool IsOfTheAddress(NotifyClientException exception) =>
        StatusOf(exception) == "400" && AboutTheAddress().IsMatch(exception.Message);

    private static string Reason(Exception exception) => StatusOf(exception) is { } status
        ? string.Create(CultureInfo.InvariantCulture, $"it answered {status}")
        : (exception.InnerException ?? exception).GetType().Name;

    private static string? StatusOf(Exception exception) =>
        exception is NotifyClientException && Status().Match(exception.Message) is { Success: true } match ? match.Groups[1].Value : null;

    [GeneratedRegex(@"Status code (\d{3})")]
    private static partial Regex Status();

    [GeneratedRegex("email_address|recipient", RegexOptions.IgnoreCase)]
    private static partial Regex AboutTheAddress();
}
