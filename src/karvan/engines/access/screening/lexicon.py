"""What single words are worth in a name, and words that mean the same in two languages; hand-made.

Weights: 1 for a word nobody listed here. Nothing here comes from the half of the list on which figures are reported.
"""

from __future__ import annotations

# Weight -> words in any script; compared by sound, so that one spelling a language is enough.
WEIGHTS: dict[float, str] = {
    # Articles and links of a line of descent: whether they are written is chance.
    0.0: """al el ul ur us ud as ad an ar az ash at ol il le la de des du di da les the of for and und et fi wa va o e
        bin ben ibn bint ould uld ag son na nee aka fka
        بن ابن بنت ولد ال و د فی في من در برای دا او له به von van""",
    # Titles and legal forms.
    0.12: """haji hajji hadji mullah mulla molla mawlawi maulavi mawlavi moulavi maulawi sheikh shaykh cheikh sheik qari
        hafiz mufti imam dr doctor eng engineer mr mrs general colonel brigadier commander sahib seyyed
        co company corp corporation inc ltd limited llc llp pjsc pjs jsc ojsc gmbh plc sa sarl srl spa fze fzco fzc ao
        ooo zao pvt pte private public joint stock holding est establishment ltda sti anonim sirketi as kg
        حاجی حاجي ملا ملّا مولوی شیخ قاری حافظ مفتی امام دکتر مهندس آقای خانم سردار سرتیپ سرلشکر
        شرکت شركه سهامی عام خاص محدود مسئولیت هلدینگ""",
    0.3: "republic jomhouri jomhuri jumhuriya جمهوری جمهوریه lines line state people democratic",
    0.25: "abd abu allah din aboo abi umm عبد ابو ابی الله دین",
    0.4: """khan jan agha akhund akhundzada mohammad ahmad ali hasan husayn sayyid
        خان جان آغا آخوند محمد احمد علی حسن حسین سید
        group groupe gruppe industries industry industrial international national islamic general services service
        trading trade commercial commerce organization organisation foundation institute institution center centre
        central development technology technologies engineering technical production products manufacturing
        export import exports imports enterprise enterprises works plant factory department ministry office association
        force forces resistance air society council committee union bureau agency bank exchange investment chamber province
        گروه صنایع صنعت صنعتی بین‌المللی ملی اسلامی عمومی خدمات بازرگانی تجاری تجارت سازمان بنیاد موسسه مرکز مرکزی
        توسعه فناوری مهندسی فنی تولید تولیدی محصولات صادرات واردات کارخانه کارخانجات وزارت اداره انجمن شورا کمیته اتحادیه
        نیرو نیروی مقاومت
        بانک صرافی اتاق استان جماعه حرکه تنظیم جیش موسسه جمعیه هیئت هلال""",
    0.5: """iran iranian iraq iraqi afghanistan uzbekistan armenia turkey syria lebanon libya yemen pakistan russia china korea
        tehran arak isfahan tabriz mashhad shiraz qom kerman saveh delijan kabul baghdad herat kandahar
        ایران ایرانی ایرانیان عراق افغانستان ازبکستان ارمنستان ترکیه سوریه لبنان یمن پاکستان روسیه چین کره
        تهران اراک اصفهان تبریز مشهد شیراز قم کرمان ساوه دلیجان کابل بغداد هرات قندهار""",
    0.6: """abdullah ibrahim omar osman ismail yusuf mahmud hamid khalid mustafa salim salih said rahman rahim karim aziz
        hadi mahdi reza hossein jafar qasim nasir latif qadir hakim majid rashid jamal kamal abbas akbar asghar amin
        ابراهیم عمر عثمان اسماعیل یوسف محمود حامد خالد مصطفی سالم صالح سعید رحمان رحیم کریم عزیز هادی مهدی رضا جعفر
        قاسم ناصر لطیف قادر حکیم مجید رشید جمال کمال عباس اکبر اصغر امین
        fatima fatemeh fatma zahra maryam mariam zaynab zeinab khadija aisha leila laila sara hana nasrin parisa shirin
        kaveh arash behrouz dariush siavash farhad faramarz bahram iraj masoud saeed hamza bakr talha anas musab zayd zaid
        sadiq zarif anwar nabil adel walid tariq faisal fahd sultan sami rami imad ziad bilal idris dawud isa musa harun
        فاطمه زهرا مریم زینب خدیجه عایشه لیلا سارا نسرین پریسا شیرین کاوه آرش بهروز داریوش سیاوش فرهاد بهرام ایرج مسعود
        حمزه بکر طلحه انس مصعب زید صادق انور نبیل عادل ولید طارق فیصل فهد سلطان سامی رامی عماد زیاد بلال ادریس داوود
        عیسی موسی هارون
        steel iron oil gas petroleum petrochemical refinery refining power electric energy shipping lines airlines marine
        chemical chemicals machine machinery tile ceramic cement mining mines aluminum aluminium copper pharmaceutical food
        textile construction insurance university research aerospace aviation aircraft defence defense military army
        فولاد آهن نفت گاز پتروشیمی پالایشگاه پالایش برق انرژی کشتیرانی هواپیمایی دریایی شیمیایی ماشین کاشی سرامیک سیمان
        معدن معدنی آلومینیوم مس دارو داروسازی غذایی نساجی ساختمان ساختمانی بیمه دانشگاه پژوهش هوافضا هوایی دفاع نظامی ارتش
        sazi سازی""",
}

# One line a meaning: words that stand for each other between languages (and so do not sound alike).
MEANINGS = """
company co corporation corp firm شرکت شركه ltd limited
group groupe گروه جماعه jamaat
industry industries industrial sanat sanaye صنعت صنایع صنعتی
manufacturing making maker production manufacturer sazi سازی تولید تولیدی
machine machinery machines machin ماشین
aluminum aluminium آلومینیوم آلومینیم
steel foolad foulad fulad فولاد
iron ahan آهن
copper مس
petrochemical petrochemicals petroshimi پتروشیمی
chemical chemicals shimi شیمی شیمیایی
refinery refining palayesh palayeshgah پالایش پالایشگاه
oil petroleum naft نفت نفتی
gas گاز
energy energi انرژی
power electricity electric electrical bargh برق
tile tiles kashi کاشی
ceramic ceramics seramik سرامیک
cement siman سیمان
mine mining mines mineral madan معدن معدنی معادن
combine kombayn کمباین
composite کامپوزیت
technology technologies technique fanavari فناوری
technical fanni فنی
engineering mohandesi muhandisi مهندسی
development tosee توسعه
trading trade commercial commerce tejarat bazargani tijarat تجارت تجاری بازرگانی
international beynolmelali بین‌المللی دولی
national melli milli ملی وطنی
central markazi مرکزی
center centre markaz مرکز
bank بانک مصرف
organization organisation sazman سازمان تنظیم
foundation bonyad بنیاد موسسه
institute institution moaseseh موسسه
university daneshgah دانشگاه جامعه
research pazhouhesh پژوهش تحقیقات
insurance bimeh بیمه
shipping keshtirani کشتیرانی
airlines airline airways air havapeymayi هواپیمایی
republic jomhouri jomhuri jumhuriya جمهوری جمهوریه
lines line خطوط
marine maritime daryayi دریایی
investment sarmayegozari سرمایه‌گذاری
pharmaceutical pharmaceuticals darou darousazi دارو داروسازی
automobile automotive auto khodro خودرو
tractor tractors تراکتور
wagon wagons vagon واگن
food foods غذایی
textile textiles nassaji نساجی
exchange sarafi صرافی
force forces nirou niru نیرو نیروی
resistance moghavemat مقاومت
army jaysh jaish ارتش جیش
guard guards corps sepah سپاه پاسداران حرس
revolution revolutionary enghelab انقلاب انقلابی
islamic islami eslami islamique islamiya اسلامی اسلامیه
movement mouvement harakat haraka حرکه حرکت
state dawla دوله دولت
front jabhat jabha جبهه
brigade brigades battalion kataib liwa لواء کتایب کتیبه
charity charitable relief خیریه اغاثه
society association jamiat anjoman جمعیه انجمن
committee lajna کمیته لجنه
council shura شورا مجلس
party hezb hizb حزب
army armee جیش
armed مسلح مسلحه
fighting combatant combattant مقاتل مقاتله
jihad jihad جهاد
holy نضال مقدس
soldiers soldier jund جند
emigrants muhajirin مهاجرین
supporters ansar انصار
martyrs martyr shuhada shahid شهداء شهید
victory nusra نصره
iraq iraqi العراق عراق عراقی
iran iranian ایران ایرانی
libya libyan لیبی لیبیا
tunisia tunisian tunisien تونس تونسی
morocco moroccan marocain maghreb مغرب مغربی
algeria algerian الجزایر
egypt egyptian مصر مصری
lebanon lebanese لبنان
yemen yemeni یمن یمنی
syria sham levant شام سوریه
peninsula جزیره
chamber otagh otaq اتاق غرفه
province ostan استان ولایت
ministry vezarat وزارت
defence defense defa دفاع دفاعی
factory plant karkhaneh کارخانه
export exports saderat صادرات
import imports varedat واردات
new novin نوین
network shabakeh شبکه
heritage turath تراث میراث
revival ihya احیاء احیا
electronics electronic elektronik الکترونیک
"""

# Words that decide what a body is: with two different ones the bodies differ, whatever else agrees.
BODIES = """
bank banque بانک مصرف
province ostan استان
chamber otagh اتاق
university daneshgah دانشگاه
ministry وزارت
insurance bimeh بیمه
"""

# Places: two firms of one trade in two places are two firms.
PLACES = """
iran iranian ایران ایرانی ایرانیان
iraq iraqi عراق عراقی
afghanistan afghan افغانستان افغان
uzbekistan ازبکستان
armenia armenian ارمنستان
turkey turkiye ترکیه
syria syrian سوریه
lebanon lebanese لبنان
yemen yemeni یمن
libya لیبی
pakistan پاکستان
russia russian روسیه
china چین
korea korean کره
tehran teheran تهران
arak اراک
isfahan esfahan اصفهان
tabriz تبریز
mashhad مشهد
shiraz شیراز
qom ghom قم
kerman کرمان
ahvaz ahwaz اهواز
yazd یزد
qazvin ghazvin قزوین
hamadan همدان
zanjan زنجان
bandar بندر
saveh ساوه
delijan دلیجان
shazand شازند
khomein خمین
mahallat محلات
tafresh تفرش
kabul کابل
baghdad بغداد
herat هرات
kandahar qandahar قندهار
basra بصره
erbil arbil اربیل
mosul موصل
"""

# Given names that sound alike and are not one name, with their usual spellings; family names in -i follow from them.
NAMES = """
mohammad mohammed muhammad muhammed mohamed mohamad mohamet mehmet muhamad محمد
ahmad ahmed ahmet ehmed احمد
mahmud mahmoud mahmood mehmud محمود
hamid hameed hamed حمید حامد
hamad حمد
hasan hassan hasen hassen حسن
hossein husayn hussein husain hussain hosein hussayn huseyn hossain حسین
mohsen muhsin mohsin محسن
ehsan ihsan احسان
hesam husam حسام
karim kareem کریم
rahim raheem رحیم
rahman rehman rahmaan رحمان رحمن
hakim hakeem حکیم
hashim hashem هاشم
qasim qasem ghasem kasim kassem قاسم
qadir qader قادر
nasir naser nasser ناصر
nasr نصر
basir basir بصیر
bashir basheer بشیر
nazir نذیر نظیر
munir monir منیر
amir ameer امیر
amin ameen امین
salim saleem salem سلیم سالم
salam سلام
salih saleh صالح
salah صلاح
said saeed saeid سعید
sad saad سعد
masud masoud massoud مسعود
jamal gamal جمال
jamil jameel جمیل
kamal کمال
kamil kamel کامل
jalal جلال
jalil جلیل
khalid khaled خالد
khalil خلیل
majid majed مجید ماجد
majd مجد
mahdi mehdi مهدی
hadi هادی
abbas عباس
osman othman uthman عثمان
omar umar عمر
ammar عمار
amr عمرو
ali علی
wali ولی
alawi علوی
reza رضا
rida رضی
rashid rasheed rashed رشید راشد
rashad رشاد
latif لطیف
aziz عزیز
yusuf yousef youssef yousuf yusef یوسف
yunus younes yunis یونس
yasin yassin یاسین
yasir yasser یاسر
ibrahim ebrahim ابراهیم
ismail esmail اسماعیل
ishaq ishak اسحاق
jafar jaafar جعفر
zahir zaher ظاهر زاهر
tahir taher طاهر
walid waleed ولید
khadija khadijeh خدیجه
akbar اکبر
asghar اصغر
song
sang
chol chul
chun
yong young
"""

# Parts of compound names, in both scripts; each is brought to the first spelling of its line.
ONE_SPELLING = """
allah ullah ollah oullah lah الله اله
abd abdul abdel abdal abdur abdol abdoul abdus abdar abdu عبد عبدال
din eddin eddine uddin aldin addin ddine udin deen dine eldin دین الدین
abu abou aboo abo abi aba ابو ابی ابا
"""

# Words that begin like the Arabic article and have none.
NO_ARTICLE = "الیاس الهام الوند الماس البرز الکترونیک الکتریک الوان الیاف"
