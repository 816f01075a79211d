using Conversations.Grains.Asks;
using Conversations.Grains.Conversations;
using Conversations.Grains.Delivery;
using Conversations.Grains.Gestures;
using Conversations.Grains.Notices;
using Conversations.Grains.Offers;
using Conversations.Grains.Scheduling;
using Microsoft.Extensions.DependencyInjection;

namespace Conversations.Grains;

public static class GrainsServices
{
    /// <summary>What grains ask for beside the ports: options of sections "Conversations" and "Delivery", validated at start, and the hints between journal and grains. The silo adds an <see cref="INoticeRoad"/>.</summary>
    public static IServiceCollection AddConversationsGrains(this IServiceCollection services)
    {
        services.AddOptions<ConversationOptions>().BindConfiguration(ConversationOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<DeliveryOptions>().BindConfiguration(DeliveryOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<GestureOptions>().BindConfiguration(GestureOptions.Section).ValidateDataAnnotations()
            .Validate(static options => options.IsWhole, "Gestures: a fulfilment URL needs a fulfilment secret.").ValidateOnStart();
        services.AddOptions<AskOptions>().BindConfiguration(AskOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<OfferOptions>().BindConfiguration(OfferOptions.Section).ValidateDataAnnotations()
            .Validate(static options => options.IsValid(), "Offers: units are 1 to 100.").ValidateOnStart();
        services.AddSingleton<SchedulerHints>();
        services.AddSingleton<OfferHints>();
        services.AddSingleton<OutboxSweep>();
        services.AddSingleton<LapsingLeases>();
        services.AddSingleton<INoticePeople, GrainNoticePeople>();
        services.AddSingleton<NoticeMaker>();
        services.AddSingleton<NoticeRounds>();
        return services;
    }
}
