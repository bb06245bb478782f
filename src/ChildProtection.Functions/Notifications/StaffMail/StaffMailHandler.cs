using System.Text.Json;
using Azure.Messaging.ServiceBus;
using ChildProtection.Functions.Platform.Tables;
using ChildProtection.Functions.RecordStore;

namespace ChildProtection.Functions.Notifications.StaffMail;

/// <summary>
/// Writes what the authority's own people are told as e-mail files, where a folder is set. Without one a message is only taken off: on
/// Azure a mail service gets the subscription instead, by forwarding it.
/// </summary>
internal sealed class StaffMailHandler(MailFolder folder, CaseTables tables)
{
    public async Task HandleAsync(ServiceBusReceivedMessage message, CancellationToken cancellationToken)
    {
        if (folder.Path is null)
            return;
        using var body = JsonDocument.Parse(message.Body.ToMemory());
        var mail = Mail.Of(
            Property(message, BusNames.ToProperty) ?? BusNames.People,
            Property(message, BusNames.TeamProperty),
            Property(message, BusNames.AccountProperty),
            body.RootElement);
        await folder.WriteAsync(mail.FileName, mail.Content, cancellationToken);
        await ForgetDisposedAsync(body.RootElement.GetProperty("subject").GetString() ?? "", cancellationToken);
    }

    /// <summary>
    /// A message that was still on its way when its case's record was destroyed. Looked at after the mail is there: the tombstone stands
    /// before a disposal removes mail, so one of the two sees the other.
    /// </summary>
    private async Task ForgetDisposedAsync(string caseId, CancellationToken cancellationToken)
    {
        try
        {
            if (await Tombstone.StandsForAsync(tables, caseId, cancellationToken))
                await folder.RemoveAsync(caseId, cancellationToken);
        }
        catch (StorageUnavailableException)
        {
            // The mail is not to wait for the record store. A disposal needs the store too: it cannot end meanwhile, and removes the mail
            // when it goes on.
        }
    }

    private static string? Property(ServiceBusReceivedMessage message, string name) =>
        message.ApplicationProperties.GetValueOrDefault(name) as string;
}
