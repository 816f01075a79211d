using Conversations.Contracts;
using Conversations.Contracts.Ports;
using Conversations.Web.Access;
using Conversations.Web.Api;
using Conversations.Web.Asks;
using Conversations.Web.Attachments;
using Conversations.Web.Company;
using Conversations.Web.Drafts;
using Conversations.Web.Feed;
using Conversations.Web.Floor;
using Conversations.Web.Hubs;
using Conversations.Web.Kept;
using Conversations.Web.Lists;
using Conversations.Web.OpenApi;
using Conversations.Web.Start;
using Conversations.Web.Tracking;
using Conversations.Web.Webhooks;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Conversations.Web;

/// <summary>What the edge is made of, and all of its routes.</summary>
public static class WebServices
{
    public static void AddConversationsWeb(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(Console.Out);
        services.AddRouting();
        services.AddOptions<DashboardOptions>().BindConfiguration("Dashboards");
        services.AddOptions<FeedOptions>().BindConfiguration("Feed");
        AddAccess(services);
        AddStart(services);
        services.AddSingleton<SettingsReader>();
        services.AddSingleton<CompanyDirectory>();
        services.AddSingleton<IDirectory>(static provider => provider.GetRequiredService<CompanyDirectory>());
        services.AddHostedService(static provider => provider.GetRequiredService<CompanyDirectory>());
        services.AddSingleton<KnownChannels>().AddSingleton<WebhookIntake>().AddSingleton<WebhookRoutes>();
        services.AddSingleton<KnownConversations>().AddSingleton<ConversationReads>().AddSingleton<ConversationCommands>();
        services.AddSingleton<CustodyApi>().AddSingleton<ReplyVoices>().AddSingleton<TrackingTokens>().AddSingleton<TrackingPace>().AddSingleton<TrackingRoute>();
        services.AddSingleton<ChannelsApi>().AddSingleton<QueuesApi>().AddSingleton<EmployeesApi>().AddSingleton<MeApi>().AddSingleton<HandBackApi>().AddSingleton<OffersApi>().AddSingleton<NoticesApi>();
        services.AddSingleton<PreferencesApi>().AddSingleton<DraftDesk>().AddSingleton<DraftsApi>();
        services.AddOptions<KnowledgeOptions>().BindConfiguration(KnowledgeOptions.Section)
            .Validate(static options => options.IsValid(), "Knowledge: KeptFor is out of its range.").ValidateOnStart();
        services.AddSingleton<AskDesk>().AddSingleton<KnowledgeDesk>().AddSingleton<AsksApi>().AddSingleton<KnowledgeApi>();
        AddKept(services);
        services.AddSingleton<GesturesApi>().AddSingleton<GesturePolicyApi>();
        services.AddSingleton<FloorBoard>().AddSingleton<FloorOrders>().AddSingleton<FloorApi>().AddSingleton<FloorPeopleApi>().AddSingleton<ProposalsApi>();
        services.AddSingleton<SearchApi>().AddSingleton<RepliesApi>().AddSingleton<PromisesApi>().AddSingleton<ChannelTestApi>();
        services.AddSingleton<SessionApi>().AddSingleton<KeysApi>().AddSingleton<QuarantineApi>().AddSingleton<ClusterApi>();
    }

    public static void MapConversationsWeb(this IEndpointRouteBuilder routes)
    {
        var services = routes.ServiceProvider;
        services.GetRequiredService<WebhookRoutes>().Map(routes);
        services.GetRequiredService<ConversationReads>().Map(routes);
        services.GetRequiredService<SearchApi>().Map(routes);
        services.GetRequiredService<RepliesApi>().Map(routes);
        services.GetRequiredService<PromisesApi>().Map(routes);
        services.GetRequiredService<ChannelTestApi>().Map(routes);
        services.GetRequiredService<ConversationCommands>().Map(routes);
        services.GetRequiredService<CustodyApi>().Map(routes);
        services.GetRequiredService<TrackingRoute>().Map(routes);
        services.GetRequiredService<ChannelsApi>().Map(routes);
        services.GetRequiredService<QueuesApi>().Map(routes);
        services.GetRequiredService<EmployeesApi>().Map(routes);
        services.GetRequiredService<MeApi>().Map(routes);
        services.GetRequiredService<HandBackApi>().Map(routes);
        services.GetRequiredService<OffersApi>().Map(routes);
        services.GetRequiredService<NoticesApi>().Map(routes);
        services.GetRequiredService<PreferencesApi>().Map(routes);
        services.GetRequiredService<DraftsApi>().Map(routes);
        services.GetRequiredService<AsksApi>().Map(routes);
        services.GetRequiredService<KnowledgeApi>().Map(routes);
        services.GetRequiredService<CannedRepliesApi>().Map(routes);
        services.GetRequiredService<SavedFiltersApi>().Map(routes);
        services.GetRequiredService<LabelsApi>().Map(routes);
        services.GetRequiredService<TopicsApi>().Map(routes);
        services.GetRequiredService<AttachmentsApi>().Map(routes);
        services.GetRequiredService<FloorApi>().Map(routes);
        services.GetRequiredService<FloorPeopleApi>().Map(routes);
        services.GetRequiredService<ProposalsApi>().Map(routes);
        services.GetRequiredService<SessionApi>().Map(routes);
        services.GetRequiredService<KeysApi>().Map(routes);
        services.GetRequiredService<QuarantineApi>().Map(routes);
        services.GetRequiredService<ClusterApi>().Map(routes);
        services.GetRequiredService<GesturesApi>().Map(routes);
        services.GetRequiredService<GesturePolicyApi>().Map(routes);
        routes.MapOpenApiDocument();
    }

    private static void AddKept(IServiceCollection services)
    {
        services.AddSingleton(static provider => ShelfOf<CannedReply>(provider, new ShelfKind("canned", Changes.CannedReplies, Limits.CannedMineMax, Limits.CannedSharedMax)));
        services.AddSingleton(static provider => ShelfOf<SavedFilter>(provider, new ShelfKind(SavedFilter.Kind, Changes.SavedFilters, Limits.FiltersMineMax, Limits.FiltersSharedMax)));
        services.AddSingleton<Changes>().AddSingleton<LabelSet>().AddSingleton<TopicSet>().AddSingleton<LabelRenaming>().AddSingleton<FilterRenaming>();
        services.AddSingleton<ListTotals>();
        services.AddOptions<AttachmentOptions>().BindConfiguration(AttachmentOptions.Section)
            .Validate(static options => options.IsValid(), "Attachments: a bound is out of its range.").ValidateOnStart();
        services.AddSingleton<AttachmentDesk>().AddSingleton<AttachmentsApi>();
        services.AddSingleton<CannedRepliesApi>().AddSingleton<SavedFiltersApi>().AddSingleton<LabelsApi>().AddSingleton<TopicsApi>();
    }

    private static Shelf<T> ShelfOf<T>(IServiceProvider provider, ShelfKind kind)
        where T : class => new(provider.GetRequiredService<IDocuments>(), provider.GetRequiredService<Changes>(), provider.GetRequiredService<TimeProvider>(), kind);

    private static void AddAccess(IServiceCollection services)
    {
        services.AddDataProtection().SetApplicationName("conversations");
        services.AddSingleton<DataProtectionKeys>();
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>, DataProtectionKeysSetup>();
        services.AddSingleton<Standings>().AddSingleton<ApiKeys>().AddSingleton<EndedSessions>();
        services.AddSingleton<Revocation>();
        services.AddSingleton<IRevocation>(static provider => provider.GetRequiredService<Revocation>());
        services.AddSingleton<SessionCookies>().AddSingleton<Passwords>().AddSingleton<Attempts>();
        services.AddSingleton<SignIns>().AddSingleton<Invitations>();
    }

    private static void AddStart(IServiceCollection services)
    {
        services.AddSingleton<Bootstrap>().AddSingleton<Welcome>().AddSingleton<DeploymentSecret>();
        services.AddSingleton(static provider => provider.GetRequiredService<DeploymentSecret>().Ids);
        services.AddHostedService<KeepTidy>();
    }
}
